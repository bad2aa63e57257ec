import { html } from 'lit';
import { now } from '../../clock.js';
import { Light } from '../../ui/light.js';
import '../../ui/fw-until.js';

const TITLES = {
  402: 'No credit left for it',
  404: 'There is no such model',
  413: 'Too much for it at once',
  429: 'Nothing left for it just now',
};

/** Why nobody answered, in the gateway's words; when it is worth asking again. Says `again`. */
class Refused extends Light {
  static properties = { problem: { attribute: false } };

  willUpdate(changed) {
    if (!changed.has('problem')) return;
    const { at, after } = this.problem;
    this.at = at || (after ? new Date(now() + after * 1_000).toISOString() : '');
  }

  render() {
    const { status, title, message, id } = this.problem;
    return html`
      <div class="refusal" role="alert">
        <h3>${TITLES[status] ?? title}</h3>
        <p>${message}</p>
        <div class="refusal-end">
          <button type="button" @click=${this.#again}>Try again</button>
          ${this.at ? html`<span>worth it in <fw-until at=${this.at} aria-live="off"></fw-until></span>` : ''}
          ${id ? html`<span class="fine">request <code>${id}</code></span>` : ''}
        </div>
      </div>`;
  }

  #again() {
    this.dispatchEvent(new CustomEvent('again'));
  }
}

customElements.define('fw-refused', Refused);
