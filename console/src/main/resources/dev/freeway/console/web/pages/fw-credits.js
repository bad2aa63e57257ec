import { html } from 'lit';
import { all, asking, get } from '../api.js';
import { heard, now } from '../clock.js';
import { dollars, exactDollars, moment } from '../format.js';
import { Light } from '../ui/light.js';
import { gauge } from '../ui/gauge.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import '../ui/fw-until.js';
import './fw-invoices.js';
import './fw-new-credits.js';
import './fw-statement.js';

/** What an account may spend beyond what is free: what is left of it, and what moved. */
class Credits extends Light {
  static properties = {
    me: { attribute: false },
    of: { state: true },
    holders: { state: true },
    page: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.holders = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.of = this.me.id;
    this.#load();
    if (this.#runs && this.me.scopes.includes('admin:read')) this.#learn();
  }

  get #runs() {
    return this.me.scopes.includes('gateway:read');
  }

  get #changes() {
    return this.me.scopes.includes('admin:write');
  }

  /** Whose credits there may be. */
  async #learn() {
    const lists = await Promise.all(['/api/members', '/api/organisations']
      .map((path) => all(path).catch(() => [])));
    this.holders = lists.flat().map(({ name }) => name).sort();
  }

  async #load() {
    const { of } = this;
    this.problem = undefined;
    try {
      const page = await get(asking('/v1/credits', { member: this.#member }));
      if (of !== this.of) return;
      heard(page.at);
      this.page = page;
    } catch (refused) {
      if (of === this.of) this.problem = refused;
    }
  }

  /** Who alone may ask for others says whose. */
  get #member() {
    return this.#runs ? this.of : '';
  }

  /** After something was changed, everything may be otherwise. */
  #changed() {
    this.#load();
    this.querySelectorAll('fw-statement, fw-invoices').forEach((each) => each.load());
  }

  #choose(event) {
    this.of = event.target.value;
    this.page = undefined;
    this.#load();
  }

  #open(kind) {
    this.querySelector('fw-new-credits').open(kind);
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Credits</h1>
          <p class="muted">Dollars for what is beyond the free part of a plan. What expires first is spent first.</p>
        </div>
        ${this.#changes ? html`<div class="actions-head">
          ${this.#runs ? html`<button type="button" class="main" @click=${() => this.#open('grant')}>Grant credits</button>` : ''}
          <button type="button" class=${this.#runs ? '' : 'main'} @click=${() => this.#open('order')}>Order credits</button>
        </div>` : ''}
      </div>
      ${this.#runs && this.holders.length > 0 ? this.#whose() : ''}
      ${this.page ? html`<fw-notice .problem=${this.problem}></fw-notice>${this.#shown(this.page)}` : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.#load()}></fw-state>`}
      ${this.#changes ? html`
        <fw-invoices .me=${this.me} .of=${this.of} @made=${() => this.#changed()}
                     @pay=${({ detail }) => this.querySelector('fw-new-credits').open('pay', detail)}></fw-invoices>
        <fw-new-credits .me=${this.me} .of=${this.of} @made=${() => this.#changed()}></fw-new-credits>` : ''}`;
  }

  #whose() {
    const names = [...new Set([this.me.id, ...this.holders])];
    return html`
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        <label>Whose
          <select @change=${this.#choose}>
            ${names.map((name) => html`<option ?selected=${name === this.of}>${name}</option>`)}
          </select></label>
      </form>`;
  }

  #shown(page) {
    const first = page.grants.find(({ id }) => id === page.spent_first);
    const ceilings = Object.entries(page.ceilings_micro_dollars);
    return html`
      <dl class="figures">
        <div><dt>Balance</dt><dd>${dollars(page.balance_micro_dollars)}</dd></div>
        <div><dt>First to expire in</dt><dd>${first?.expires_at
          ? html`<fw-until at=${first.expires_at}></fw-until>` : html`<span class="muted">${first ? 'never' : '–'}</span>`}</dd></div>
        <div><dt>To pay this month</dt><dd>${dollars(page.to_pay_micro_dollars)}</dd></div>
        ${ceilings.map(([billing, most]) => html`
          <div><dt>At most, by ${billing.replaceAll('_', ' ')}</dt><dd>${dollars(most)}</dd></div>`)}
      </dl>
      <section class="card">
        <h2>Grants</h2>
        ${page.grants.length ? grants(page) : html`
          <p class="muted">${this.of === this.me.id ? 'You have' : `${this.of} has`} no credits: requests end
            where the free part of the plan ends. Credits are dollars that go on from there. An operator grants
            them, or they are ordered and paid for; each grant is spent until it is used up or expires.</p>`}
      </section>
      <fw-statement .member=${this.#member}></fw-statement>`;
  }
}

function grants({ grants: rows, spent_first: first }) {
  return html`
    <table class="rows stacks">
      <caption class="unseen">Grants in the order they are spent</caption>
      <thead><tr>
        <th scope="col">Grant</th><th scope="col">Left</th><th scope="col">Granted</th>
        <th scope="col">Expires</th>
      </tr></thead>
      <tbody>${rows.map((grant) => html`
        <tr>
          <td data-name="Grant"><div><b>${grant.source}</b>${grant.id === first ? html` <span class="tag strong">spent first</span>` : ''}
            <span class="fine">${grant.note ? `${grant.note} · ` : ''}<code>${grant.id}</code></span></div></td>
          <td data-name="Left" class="left">${gauge(standing(grant), `Left of the grant ${grant.id}`)}
            ${grant.held_micro_dollars ? html`<span class="fine">${exactDollars(grant.held_micro_dollars)} held</span>` : ''}</td>
          <td data-name="Granted" class="when">${moment(grant.granted_at, now())}</td>
          <td data-name="Expires" class="when">${grant.expires_at ? moment(grant.expires_at, now()) : 'never'}</td>
        </tr>`)}</tbody>
    </table>`;
}

function standing({ micro_dollars: amount, left_micro_dollars: left, held_micro_dollars: held }) {
  return { meter: 'micro_dollars', amount, left, held };
}

customElements.define('fw-credits', Credits);
