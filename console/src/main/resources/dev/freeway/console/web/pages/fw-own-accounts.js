import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { all, patch, remove } from '../api.js';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './fw-bring-account.js';

/** The accounts with providers that one brought: in which order they are spent, and an end to them. */
class OwnAccounts extends Light {
  static properties = { me: { attribute: false }, accounts: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.#try(async () => { this.accounts = await all('/api/keys'); });
  }

  async #try(deed) {
    await this.attempt(async () => {
      await deed();
    });
  }

  async #order(own, order) {
    await this.#try(() => patch(path(own), { order }));
    if (!this.problem) await this.#load();
    else this.requestUpdate('accounts');
  }

  async #remove(own) {
    const sure = await this.querySelector('fw-confirm').ask(
      `Remove ${own.provider}, ${own.name}?`,
      'Its key is forgotten here, and no request goes through it any more. At the provider it stays.', 'Remove');
    if (!sure) return;
    await this.#try(() => remove(path(own)));
    if (!this.problem) await this.#load();
  }

  get #changes() {
    return this.me.scopes.includes('admin:write');
  }

  render() {
    return html`
      <section class="card">
        <div class="card-head">
          <h2>Your own accounts</h2>
          ${this.#changes ? html`<button type="button" @click=${() => this.querySelector('fw-bring-account').open()}>Add an account</button>` : ''}
        </div>
        ${this.accounts ? html`<fw-notice .problem=${this.problem}></fw-notice>${this.#shown()}` : html`
          <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                    @again=${() => this.#load()}></fw-state>`}
      </section>
      <fw-bring-account .me=${this.me} @made=${() => this.#load()}></fw-bring-account>
      <fw-confirm></fw-confirm>`;
  }

  #shown() {
    if (this.accounts.length === 0) {
      return html`<p class="muted">None yet. An account of your own with a provider serves you alone, beside
        what your plan gives. Its key is sealed and never shown again.</p>`;
    }
    return html`
      <table class="rows stacks">
        <caption class="unseen">Your own accounts</caption>
        <thead><tr>
          <th scope="col">Account</th><th scope="col">For</th><th scope="col">Spent</th>
          <th scope="col">Since</th><th scope="col"><span class="unseen">Action</span></th>
        </tr></thead>
        <tbody>${repeat(this.accounts, ({ id }) => id, (own) => this.#row(own))}</tbody>
      </table>`;
  }

  #row(own) {
    const named = `${own.provider}, ${own.name}`;
    return html`
      <tr>
        <td data-name="Account"><div><b>${own.provider}</b> ${own.name}
          ${own.state === 'active' ? '' : html`<span class="tag">✕ ${own.state}</span>`}
          <span class="fine">key <code>${own.fingerprint}</code>${Object.entries(own.facts)
            .map(([fact, value]) => ` · ${fact.replaceAll('_', ' ')}: ${value}`)}</span></div></td>
        <td data-name="For"><div>${own.shared ? 'everybody here' : own.holder}${own.project ? html`<span class="fine">${own.project}</span>` : ''}</div></td>
        <td data-name="Spent">${this.#changes ? html`
          <select aria-label="When ${named} is spent" @change=${(event) => this.#order(own, event.target.value)}>
            ${['first', 'last'].map((order) => html`<option ?selected=${order === own.order}>${order}</option>`)}
          </select>` : own.order}</td>
        <td data-name="Since" class="when">${moment(own.created_at, now())}</td>
        <td>${this.#changes ? html`
          <button type="button" class="grave" aria-label="Remove ${named}" @click=${() => this.#remove(own)}>Remove</button>` : ''}</td>
      </tr>`;
  }
}

function path({ id }) {
  return `/api/keys/${encodeURIComponent(id)}`;
}

customElements.define('fw-own-accounts', OwnAccounts);
