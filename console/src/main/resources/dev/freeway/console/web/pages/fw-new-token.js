import { html } from 'lit';
import { post } from '../api.js';
import { now } from '../clock.js';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';

const SCOPES = [
  ['models:read', 'list models and ask them', true],
  ['predictions:write', 'make predictions', true],
  ['usage:read', 'see its own usage and limits', true],
  ['gateway:read', 'see quota, logs and routing of all', false],
  ['admin:read', 'see who is served', false],
  ['admin:write', 'change who is served', false],
];
const DAY = 86_400_000;
const ENDS = [['', 'never'], [1, 'in a day'], [30, 'in 30 days'], [90, 'in 90 days'], [365, 'in a year']];

/** Makes a token, and shows it once. Says `made`. */
class NewToken extends Light {
  static properties = {
    me: { attribute: false },
    made: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  open() {
    this.made = undefined;
    this.problem = undefined;
    this.querySelector('form')?.reset();
    this.querySelector('dialog').showModal();
  }

  #close() {
    this.querySelector('dialog').close();
    this.made = undefined;
  }

  async #send(event) {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    try {
      this.made = await post('/api/tokens', wanted(new FormData(event.target)));
      this.dispatchEvent(new CustomEvent('made'));
    } catch (refused) {
      this.problem = refused;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <dialog aria-labelledby="new-token-heading" @close=${() => { this.made = undefined; }}>
        ${this.made ? this.#shown() : this.#form()}
      </dialog>`;
  }

  #shown() {
    const curl = `curl ${location.origin}/v1/models -H "Authorization: Bearer $FREEWAY_TOKEN"`;
    return html`
      <h2 id="new-token-heading">Here is the token</h2>
      <p>It is shown this once, and kept here as a hash only. Copy it now.</p>
      <fw-copy .text=${this.made.token}></fw-copy>
      ${this.made.scopes.includes('models:read') ? html`
        <p>Try it, with the token in <code>FREEWAY_TOKEN</code>:</p><pre tabindex="0">${curl}</pre>` : ''}
      <div class="actions">
        <button type="button" class="main" @click=${this.#close}>I have it</button>
      </div>`;
  }

  #form() {
    return html`
      <h2 id="new-token-heading">Create a token</h2>
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#send}>
        <label>Label <input name="label" maxlength="100" autofocus placeholder="what it is for"></label>
        <fieldset>
          <legend>It may</legend>
          <div class="checks">${SCOPES.filter(([id]) => this.#gives(id)).map(([id, words, usual]) => html`
            <label class="check"><input type="checkbox" name="scopes" value=${id} ?checked=${usual}>
              <span>${words} <span class="fine">${id}</span></span></label>`)}</div>
        </fieldset>
        <label>Models <input name="models" spellcheck="false" placeholder="every model">
          <span class="fine">Names with * for any characters, with commas between them.</span></label>
        <fieldset>
          <legend>Budget <span class="muted">(none: its member's limits alone)</span></legend>
          <div class="pair">
            <label><span class="fine">At most</span>
              <input name="amount" type="number" min="1" step="1" inputmode="numeric"></label>
            <label><span class="fine">of</span>
              <select name="meter">
                <option value="requests">requests</option>
                <option value="total_tokens">tokens</option>
                <option value="input_tokens">tokens in</option>
                <option value="output_tokens">tokens out</option>
              </select></label>
            <label><span class="fine">a</span>
              <select name="per">
                <option>minute</option><option>hour</option>
                <option selected>day</option><option>month</option>
              </select></label>
          </div>
        </fieldset>
        <label>Ends
          <select name="days">${ENDS.map(([days, words]) => html`<option value=${days}>${words}</option>`)}</select>
        </label>
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>Create</button>
        </div>
      </form>`;
  }

  /** A token gives no more of what concerns others than it has. */
  #gives(scope) {
    const concernsOthers = scope.startsWith('gateway') || scope.startsWith('admin');
    return !concernsOthers || this.me.scopes.includes(scope);
  }
}

/** @returns {object} the form as the API wants it */
function wanted(form) {
  const body = { label: form.get('label').trim(), scopes: form.getAll('scopes') };
  body.models = form.get('models').split(',').map((name) => name.trim()).filter(Boolean);
  if (form.get('amount')) {
    body.budgets = [
      { meter: form.get('meter'), amount: Number(form.get('amount')), per: form.get('per') },
    ];
  }
  if (form.get('days')) {
    body.expires_at = new Date(now() + Number(form.get('days')) * DAY).toISOString();
  }
  return body;
}

customElements.define('fw-new-token', NewToken);
