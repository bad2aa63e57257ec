import { html } from 'lit';
import { span } from '../format.js';
import { Light } from './light.js';

/**
 * What stands where there is nothing to show: not yet, nothing, or not to be had. Says `again` when
 * somebody wants another try.
 */
class State extends Light {
  static properties = {
    kind: {},
    heading: {},
    words: {},
    problem: { attribute: false },
  };

  render() {
    if (this.kind === 'loading') {
      return html`<div class="state" role="status"><span class="spinner"></span>Loading …</div>`;
    }
    if (this.kind === 'error') return this.#error();
    return html`
      <div class="state">
        <h2>${this.heading}</h2>
        <p>${this.words}</p>
      </div>`;
  }

  #error() {
    const { title = 'This page cannot be shown', message, after, id } = this.problem ?? {};
    return html`
      <div class="state problem" role="alert">
        <h2>${title}</h2>
        <p>${message}</p>
        ${after ? html`<p>Worth another try in ${span(after * 1_000)}.</p>` : ''}
        ${id ? html`<p class="fine">Request <code>${id}</code></p>` : ''}
        <button type="button" @click=${this.#again}>Try again</button>
      </div>`;
  }

  #again() {
    this.dispatchEvent(new CustomEvent('again'));
  }
}

customElements.define('fw-state', State);
