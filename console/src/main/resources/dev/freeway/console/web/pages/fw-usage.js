import { html } from 'lit';
import { get } from '../api.js';
import { heard } from '../clock.js';
import { dollars, number, short } from '../format.js';
import { Light } from '../ui/light.js';
import { bars } from '../ui/bars.js';
import '../ui/fw-state.js';

const DAY = 86_400_000;
const SPANS = [[7, 'seven days'], [30, '30 days'], [90, '90 days']];
const GROUPS = [
  ['day', 'day'], ['model', 'model'], ['provider', 'provider'], ['project', 'project'],
  ['token', 'token'],
];

/** What was asked and what it would have cost: by day as a chart, and as a table by what is chosen. */
class Usage extends Light {
  static properties = {
    me: { attribute: false },
    days: { state: true },
    by: { state: true },
    found: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.days = 30;
    this.by = 'day';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  /** Only the last answer counts, whichever comes first. */
  async #load() {
    const asked = [this.days, this.by].join();
    this.problem = undefined;
    try {
      const today = await get('/v1/usage?group_by=day');
      heard(today.at);
      const from = new Date(Date.parse(today.until) - this.days * DAY).toISOString().slice(0, 10);
      const paths = ['day', this.by].map((by) => `/v1/usage?from=${from}&group_by=${by}`);
      const [byDay, chosen] = await Promise.all(paths.map((path) => get(path)));
      if (asked === [this.days, this.by].join()) this.found = { byDay, chosen, by: this.by };
    } catch (refused) {
      this.problem = refused;
    }
  }

  #choose(name, value) {
    this[name] = value;
    this.#load();
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Usage</h1>
          <p class="muted">${this.me.scopes.includes('gateway:read') ? 'Of everybody here' : 'Your own'}, in days of UTC.</p>
        </div>
      </div>
      ${this.#filters()}
      ${this.problem ? html`<fw-state kind="error" .problem=${this.problem}
                                      @again=${() => this.#load()}></fw-state>`
        : this.found ? this.#shown(this.found) : html`<fw-state kind="loading"></fw-state>`}`;
  }

  #filters() {
    return html`
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        <label>The last
          <select @change=${(event) => this.#choose('days', Number(event.target.value))}>
            ${SPANS.map(([days, words]) => html`
              <option value=${days} ?selected=${days === this.days}>${words}</option>`)}
          </select></label>
        <label>By
          <select @change=${(event) => this.#choose('by', event.target.value)}>
            ${this.#groups().map(([by, words]) => html`
              <option value=${by} ?selected=${by === this.by}>${words}</option>`)}
          </select></label>
      </form>`;
  }

  #groups() {
    return this.me.scopes.includes('gateway:read') ? [...GROUPS, ['member', 'member']] : GROUPS;
  }

  #shown({ byDay, chosen, by }) {
    if (byDay.usage.length === 0) {
      return html`<fw-state kind="empty" heading="Nothing was asked yet"
        words="What is asked in these days stands here, by day, model, token and project."></fw-state>`;
    }
    const { total } = byDay;
    return html`
      <dl class="figures">
        <div><dt>Requests</dt><dd>${number(total.requests)}</dd></div>
        <div><dt>Tokens in</dt><dd>${short(total.input_tokens)}</dd></div>
        <div><dt>Tokens out</dt><dd>${short(total.output_tokens)}</dd></div>
        <div><dt>Worth, at list price</dt><dd>${worth(total)}</dd></div>
        <div><dt>Paid</dt><dd>${dollars(total.paid_micro_dollars)}</dd></div>
      </dl>
      <div class="card chart">
        <h2>Requests by day</h2>
        ${bars(eachDay(byDay), 'Requests by day; the table has the same figures')}
      </div>
      <div class="card scroll" tabindex="0" role="region" aria-label="Usage by ${by}">${table(chosen.usage, by)}</div>`;
  }
}

/** Days on which nothing was asked are days as well. */
function eachDay({ from, until, usage }) {
  const asked = new Map(usage.map((row) => [row.day, row.requests]));
  const days = [];
  for (let at = Date.parse(from); at < Date.parse(until); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ name: day, value: asked.get(day) ?? 0 });
  }
  return days;
}

/** Where no request has a list price, nobody knows. */
function worth({ requests, requests_without_list_price: unknown, list_price_micro_dollars: price }) {
  return unknown === requests ? html`<span class="muted">not known</span>` : dollars(price);
}

function table(rows, by) {
  const sorted = by === 'day' ? rows.toReversed() : rows.toSorted((a, b) => b.requests - a.requests);
  return html`
    <table class="rows figures-table">
      <caption class="unseen">Usage by ${by}</caption>
      <thead><tr>
        <th scope="col">${by[0].toUpperCase() + by.slice(1)}</th>
        ${['Requests', 'Failed', 'Tokens in', 'Tokens out', 'List price', 'Paid'].map((name) => html`
          <th scope="col" class="figure">${name}</th>`)}
      </tr></thead>
      <tbody>${sorted.map((row) => html`
        <tr>
          <th scope="row">${row[by] || 'none'}</th>
          <td class="figure">${number(row.requests)}</td>
          <td class="figure">${number(row.failed)}</td>
          <td class="figure">${number(row.input_tokens)}</td>
          <td class="figure">${number(row.output_tokens)}</td>
          <td class="figure">${worth(row)}</td>
          <td class="figure">${dollars(row.paid_micro_dollars)}</td>
        </tr>`)}</tbody>
    </table>`;
}

customElements.define('fw-usage', Usage);
