import { html } from 'lit';
import { Light } from '../../ui/light.js';
import '../../ui/fw-notice.js';
import { parameters } from './wish.js';

/** How the model is to behave, and what of it is set. */
class Settings extends Light {
  static properties = { problem: { state: true } };

  get system() {
    return this.querySelector('[name="system"]').value;
  }

  /** @returns {object} what is set, as the API wants it; undefined where it says what is wrong */
  read() {
    try {
      const body = parameters(new FormData(this.querySelector('form')));
      this.problem = undefined;
      return this.querySelector('form').reportValidity() ? body : undefined;
    } catch (refused) {
      this.problem = refused;
      this.querySelector('.structured').open = true;
      return undefined;
    }
  }

  render() {
    return html`
      <form class="settings" aria-label="Settings" @submit=${(event) => event.preventDefault()}>
        <fw-notice .problem=${this.problem}></fw-notice>
        <label>System prompt
          <textarea name="system" rows="4" placeholder="How it is to behave"></textarea></label>
        <div class="fields">
          ${field('temperature', 'Temperature', { min: 0, max: 2, step: 0.1 })}
          ${field('topP', 'Top p', { min: 0, max: 1, step: 0.05 })}
          ${field('maxTokens', 'Max tokens', { min: 1, max: 1_000_000, step: 1 })}
          ${field('seed', 'Seed', { min: 0, max: 2_147_483_647, step: 1 })}
        </div>
        <label>Stop at
          <textarea name="stop" rows="2" placeholder="a text on each line"></textarea></label>
        <details class="structured">
          <summary>Tools and the form of the answer</summary>
          <label>Tools <textarea name="tools" rows="6" spellcheck="false" class="json"
            placeholder='[{"type": "function", "function": {"name": "look"}}]'></textarea></label>
          <label>JSON schema of the answer <textarea name="schema" rows="6" spellcheck="false" class="json"
            placeholder='{"type": "object", "properties": {}}'></textarea></label>
        </details>
      </form>`;
  }
}

function field(name, title, { min, max, step }) {
  return html`
    <label>${title} <input name=${name} type="number" min=${min} max=${max} step=${step}
      inputmode="decimal" placeholder="as usual"></label>`;
}

customElements.define('fw-settings', Settings);
