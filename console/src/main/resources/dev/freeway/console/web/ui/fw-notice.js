import { html } from 'lit';
import { span } from '../format.js';
import { Light } from './light.js';

/** What was refused, beside what was wanted: in the gateway's words, and when to try again. */
class Notice extends Light {
  static properties = { problem: { attribute: false } };

  render() {
    return html`<div role="alert">${this.problem ? this.#words(this.problem) : ''}</div>`;
  }

  #words({ message, after }) {
    return html`
      <p class="notice">${message}${after ? ` Worth another try in ${span(after * 1_000)}.` : ''}</p>`;
  }
}

customElements.define('fw-notice', Notice);
