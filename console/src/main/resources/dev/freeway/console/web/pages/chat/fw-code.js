import { html } from 'lit';
import { Light } from '../../ui/light.js';

let count = 0;

/** Texts under tabs, one shown at a time, each to be copied. */
class Code extends Light {
  static properties = { texts: { attribute: false }, shown: { state: true }, said: { state: true } };

  constructor() {
    super();
    this.texts = [];
    this.shown = 0;
    this.id ||= `code-${(count += 1)}`;
  }

  #show(index) {
    this.shown = (index + this.texts.length) % this.texts.length;
    this.said = undefined;
    return this.updateComplete;
  }

  async #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    await this.#show(this.shown + step);
    this.querySelector('[aria-selected="true"]').focus();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.texts[this.shown].text);
      this.said = 'Copied';
    } catch {
      getSelection().selectAllChildren(this.querySelector('pre'));
      this.said = 'Selected';
    }
  }

  #save() {
    const { text, file } = this.texts[this.shown];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    link.download = file;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  render() {
    const chosen = this.texts[this.shown] ?? this.texts[0];
    return html`
      <div class="code">
        <div class="tabs" role="tablist" aria-label="Written for" @keydown=${this.#key}>
          ${this.texts.map(({ name }, i) => html`
            <button type="button" role="tab" id="${this.id}-${i}" aria-controls="${this.id}-text"
                    aria-selected=${i === this.shown} tabindex=${i === this.shown ? 0 : -1}
                    @click=${() => this.#show(i)}>${name}</button>`)}
        </div>
        <div role="tabpanel" id="${this.id}-text" aria-labelledby="${this.id}-${this.shown}">
          <pre tabindex="0">${chosen.text}</pre>
        </div>
        <div class="code-end">
          <button type="button" @click=${this.#copy}>${this.said ?? 'Copy'}</button>
          ${chosen.file ? html`<button type="button" @click=${this.#save}>Save as ${chosen.file}</button>` : ''}
          <span class="unseen" role="status">${this.said ?? ''}</span>
        </div>
      </div>`;
  }
}

customElements.define('fw-code', Code);
