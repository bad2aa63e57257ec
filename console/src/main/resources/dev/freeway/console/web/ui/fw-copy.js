import { html } from 'lit';
import { Light } from './light.js';

/** A text to take along, by one press. */
class Copy extends Light {
  static properties = { text: { attribute: false }, said: { state: true } };

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = 'Copied';
    } catch {
      getSelection().selectAllChildren(this.querySelector('code'));
      this.said = 'Selected';
    }
  }

  render() {
    return html`
      <div class="secret">
        <code>${this.text}</code>
        <button type="button" @click=${this.#copy}>${this.said ?? 'Copy'}</button>
        <span class="unseen" role="status">${this.said ?? ''}</span>
      </div>`;
  }
}

customElements.define('fw-copy', Copy);
