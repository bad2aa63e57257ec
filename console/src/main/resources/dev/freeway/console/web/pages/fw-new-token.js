import { html } from 'lit';
import { all, post } from '../api.js';
import { now } from '../clock.js';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';
import './fw-try.js';

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
    others: { state: true },
    projects: { state: true },
    of: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  open() {
    this.made = undefined;
    this.problem = undefined;
    this.of = this.me.id;
    this.#look();
    this.querySelector('form')?.reset();
    this.querySelector('dialog').showModal();
  }

  /** For whom one may be made: oneself, an organisation, and for who runs this anybody. */
  async #look() {
    await this.attempt(async () => {
      this.projects = await all('/api/projects');
      if (this.me.role === 'operator') {
        this.others = (await all('/api/members')).map(({ name }) => name).filter((name) => name !== this.me.id);
      }
    });
  }

  #close() {
    this.querySelector('dialog').close();
    this.made = undefined;
  }

  async #send(event) {
    event.preventDefault();
    await this.busily(async () => {
      this.made = await post('/api/tokens', wanted(new FormData(event.target)));
      this.dispatchEvent(new CustomEvent('made'));
    });
  }

  render() {
    return html`
      <dialog aria-labelledby="new-token-heading" @close=${() => { this.made = undefined; }}>
        ${this.made ? this.#shown() : this.#form()}
      </dialog>`;
  }

  #shown() {
    return html`
      <h2 id="new-token-heading">Here is the token</h2>
      <p>It is shown this once, and kept here as a hash only. Copy it now.</p>
      <fw-copy .text=${this.made.token}></fw-copy>
      ${this.made.scopes.includes('models:read') ? html`<fw-try .token=${this.made.token}></fw-try>` : ''}
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
        ${this.#whose()}
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
        <label>Networks <input name="networks" spellcheck="false" placeholder="from anywhere">
          <span class="fine">Such as 10.0.0.0/8 or 2001:db8::/32, with commas between them.</span></label>
        <label>Ends
          <select name="days">${ENDS.map(([days, words]) => html`<option value=${days}>${words}</option>`)}</select>
        </label>
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>Create</button>
        </div>
      </form>`;
  }

  #whose() {
    const { me, others = [] } = this;
    const projects = (this.projects ?? []).filter(({ holder }) => holder === this.of);
    return html`
      <div class="pair two">
        <label>Account <select name="of" @change=${(event) => { this.of = event.target.value; }}>
          <option value=${me.id} selected>yourself</option>
          ${me.organisations.map((name) => html`<option>${name}</option>`)}
          ${others.length ? html`<optgroup label="Others">${others.map((name) => html`<option>${name}</option>`)}</optgroup>` : ''}
        </select></label>
        <label>Project <select name="project">
          <option value="">none</option>
          ${projects.map(({ name }) => html`<option>${name}</option>`)}</select></label>
      </div>`;
  }

  /** A token gives no more of what concerns others than it has. */
  #gives(scope) {
    const concernsOthers = scope.startsWith('gateway') || scope.startsWith('admin');
    return !concernsOthers || this.me.scopes.includes(scope);
  }
}

/** @returns {object} the form as the API wants it */
function wanted(form) {
  const listed = (name) => form.get(name).split(',').map((one) => one.trim()).filter(Boolean);
  const body = {
    label: form.get('label').trim(),
    of: form.get('of'),
    project: form.get('project'),
    scopes: form.getAll('scopes'),
    models: listed('models'),
    networks: listed('networks'),
  };
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
