import { html } from 'lit';
import { get, post } from '../../api.js';
import { heard, now } from '../../clock.js';
import { number, span } from '../../format.js';
import { limitRow } from '../../ui/limit-row.js';
import { Light } from '../../ui/light.js';
import '../../ui/fw-notice.js';
import '../../ui/fw-state.js';
import { mayAsk, mayMake, read } from './asking.js';
import { limitsOf, ofCard } from './catalogue.js';
import { code } from './code.js';
import './fw-code.js';
import './fw-terms.js';
import { retires, stands, trains } from './terms.js';

const MONTH = 30 * 86_400_000;

/** One model: what it can, who serves it with what is left, on which terms, and how it is asked. */
class Model extends Light {
  static properties = {
    me: { attribute: false },
    model: {},
    row: { attribute: false },
    found: { state: true },
    token: { state: true },
    problem: { state: true },
  };

  willUpdate(changed) {
    if (!changed.has('model')) return;
    this.found = undefined;
    this.token = undefined;
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      this.found = await this.#look();
    });
  }

  async #look() {
    const runs = this.me.scopes.includes('gateway:read');
    const named = encodeURIComponent(this.model);
    const [card, route, quota, known] = await Promise.all([
      mayAsk(this.me) && read(this.me, `/v1/models/${named}`),
      mayAsk(this.me) && read(this.me, `/api/explain?model=${named}`).catch(() => null),
      runs && get('/api/quota'),
      get(runs ? '/api/providers' : '/api/terms'),
    ]);
    if (quota || route) heard((quota || route).at);
    const all = route ? route.offers : [];
    const row = this.row ?? (card ? ofCard(card, all) : undefined);
    if (!row) throw new Error('No provider here has a model of that name.');
    const fit = all.filter(({ state }) => state !== 'unfit');
    const offers = fit.length ? fit : all;
    const by = new Set([row.provider, ...offers.map(({ provider }) => provider)]);
    return {
      row,
      offers,
      route,
      limits: quota ? limitsOf(quota.limits, row.provider, bare(this.model, row.provider)) : [],
      providers: known.providers.filter(({ id }) => by.has(id)),
    };
  }

  async #fresh() {
    await this.attempt(async () => {
      const { token } = await post('/api/tokens', {
        label: `for ${this.model}`.slice(0, 100),
        scopes: ['models:read'],
        models: [this.model],
        expires_at: new Date(now() + MONTH).toISOString(),
      });
      this.token = token;
    });
  }

  render() {
    return html`
      <p class="trail"><a href="/console/models">Models</a></p>
      ${this.found ? this.#shown(this.found)
        : html`<fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                         @again=${() => this.#load()}></fw-state>`}`;
  }

  #shown({ row, offers, route, limits, providers }) {
    return html`
      <div class="page-head">
        <div><h1>${this.model}</h1>
          <p class="muted">${[row.grade && `class ${row.grade}`, ...row.can].filter(Boolean).join(' · ')}</p></div>
        ${row.grade && mayAsk(this.me) ? html`<a class="button main" href="/console/playground/${this.model}">Ask it</a>` : ''}
      </div>
      ${figures(row)}
      ${offers.length ? served(offers, route) : ''}
      ${limits.length ? html`
        <section class="card left"><h2>What is left of its free tier</h2>
          <ul class="limits">${limits.map((limit) => limitRow(limit, this.model))}</ul></section>` : ''}
      ${providers.map((provider) => html`<fw-terms .provider=${provider} .model=${bare(this.model, provider.id)}></fw-terms>`)}
      ${row.grade ? this.#code() : ''}`;
  }

  #code() {
    const body = { model: this.model, messages: [{ role: 'user', content: 'Hello' }] };
    return html`
      <section class="card">
        <div class="section-head"><h2>Ask it from a program</h2>
          ${mayMake(this.me) && !this.token ? html`
            <button type="button" @click=${this.#fresh}>Put a new token in</button>` : ''}</div>
        <fw-notice .problem=${this.problem}></fw-notice>
        <p class="muted">${this.token
          ? 'The token in it is shown this once, asks this model alone and ends in 30 days.'
          : html`The token is taken from <code>FREEWAY_TOKEN</code>.`}</p>
        <fw-code .texts=${code(body, this.token)}></fw-code>
      </section>`;
  }
}

/** @returns {string} the name without its provider */
function bare(model, provider) {
  return model.startsWith(`${provider}/`) ? model.slice(provider.length + 1) : model;
}

function figures(row) {
  return html`
    <dl class="figures">
      <div><dt>Now</dt><dd>${stands(row.now)}</dd></div>
      <div><dt>Context</dt><dd>${row.context ? `${number(row.context)} tokens` : 'not known'}</dd></div>
      <div><dt>Longest answer</dt><dd>${row.longest ? `${number(row.longest)} tokens` : 'not known'}</dd></div>
      <div><dt>Trains on your data</dt><dd>${trains(row.trains)}</dd></div>
      <div><dt>Retires</dt><dd>${retires(row.retires)}</dd></div>
    </dl>
    ${row.price ? html`<p class="price">Takes of a credit, a million tokens: <b>${row.price}</b></p>` : ''}`;
}

function served(offers, { why }) {
  return html`
    <section class="card">
      <h2>Who would answer now</h2>
      <p class="muted">${why}</p>
      <table class="rows stacks">
        <caption class="unseen">Its offers, in the order they would be tried</caption>
        <thead><tr><th scope="col">Offer</th><th scope="col">Now</th><th scope="col">Why</th>
          <th scope="col">Has room</th></tr></thead>
        <tbody>${offers.map((offer) => html`
          <tr>
            <td data-name="Offer"><div><b>${offer.provider}</b>
              <span class="fine">${offer.model}, account ${offer.account}</span></div></td>
            <td data-name="Now">${offer.state}</td>
            <td data-name="Why">${offer.why}</td>
            <td data-name="Has room" class="when">${room(offer.wait_seconds)}</td>
          </tr>`)}</tbody>
      </table>
    </section>`;
}

function room(seconds) {
  if (seconds === null) return 'no';
  return seconds > 0 ? `in ${span(seconds * 1_000)}` : 'now';
}

customElements.define('fw-model', Model);
