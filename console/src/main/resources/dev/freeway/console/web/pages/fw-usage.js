import { html } from 'lit';
import { asking, get } from '../api.js';
import { heard } from '../clock.js';
import { dollars, number, short } from '../format.js';
import { Light } from '../ui/light.js';
import { exports } from '../ui/exports.js';
import { CHARTS, usageChart } from './usage-chart.js';
import { usageRunway } from './usage-runway.js';
import '../ui/fw-state.js';
import './fw-alerts.js';

const DAY = 86_400_000;
const SPANS = [[7, 'seven days'], [30, '30 days'], [90, '90 days']];
const GROUPS = [
  ['day', 'day'], ['model', 'model'], ['provider', 'provider'], ['project', 'project'],
  ['token', 'token'],
];

/**
 * What was asked and what it would have cost, by day as a chart and by what is chosen as a table; how
 * long what is left lasts, and who is told when it runs low.
 */
class Usage extends Light {
  static properties = {
    me: { attribute: false },
    days: { state: true },
    by: { state: true },
    shows: { state: true },
    found: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.days = 30;
    this.by = 'day';
    this.shows = 'requests';
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
      const queries = ['day', this.by].map((by) => ({ from, group_by: by }));
      const [byDay, chosen] = await Promise.all(queries.map((query) => get(asking('/v1/usage', query))));
      if (asked === [this.days, this.by].join()) {
        this.found = { byDay, chosen, by: this.by, query: queries[1] };
        this.problem = undefined;
      }
    } catch (refused) {
      if (asked === [this.days, this.by].join()) this.problem = refused;
    }
  }

  get #runs() {
    return this.me.scopes.includes('gateway:read');
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
          <p class="muted">${this.#runs ? 'Of everybody here' : 'Your own'}, in days of UTC.</p>
        </div>
        ${this.found ? exports('/v1/usage', this.found.query, 'Usage') : ''}
      </div>
      ${this.#filters()}
      ${this.problem ? html`<fw-state kind="error" .problem=${this.problem}
                                      @again=${() => this.#load()}></fw-state>`
        : this.found ? this.#shown(this.found) : html`<fw-state kind="loading"></fw-state>`}
      ${this.me.scopes.includes('admin:read') ? html`<fw-alerts .me=${this.me}></fw-alerts>` : ''}`;
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
    return this.#runs ? [...GROUPS, ['member', 'member']] : GROUPS;
  }

  #shown({ byDay, chosen, by }) {
    if (byDay.usage.length === 0) {
      return html`<fw-state kind="empty" heading="Nothing was asked yet"
        words="What is asked in these days stands here, by day, model, token and project."></fw-state>`;
    }
    const { total, runway, estimated_cost_of_what_is_left: left } = byDay;
    return html`
      <dl class="figures">
        <div><dt>Requests</dt><dd>${number(total.requests)}</dd></div>
        <div><dt>Tokens in</dt><dd>${short(total.input_tokens)}</dd></div>
        <div><dt>Tokens out</dt><dd>${short(total.output_tokens)}</dd></div>
        <div><dt>Worth, at list price</dt><dd>${worth(total)}</dd></div>
        <div><dt>Paid</dt><dd>${dollars(total.paid_micro_dollars)}</dd></div>
        ${left == null ? '' : html`<div><dt>Still free, at list price</dt><dd>${dollars(left)}</dd></div>`}
      </dl>
      <div class="card chart">
        <div class="chart-head">
          <h2>${CHARTS[this.shows].title}</h2>
          ${this.#charts()}
        </div>
        ${usageChart(byDay, this.shows)}
      </div>
      <div class="card scroll" tabindex="0" role="region" aria-label="Usage by ${by}">${table(chosen.usage, by)}</div>
      ${usageRunway(runway, this.#runs)}`;
  }

  #charts() {
    return html`
      <div class="choice" role="group" aria-label="The chart shows">
        ${Object.keys(CHARTS).map((each) => html`
          <button type="button" aria-pressed=${each === this.shows}
                  @click=${() => { this.shows = each; }}>${each[0].toUpperCase() + each.slice(1)}</button>`)}
      </div>`;
  }
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
        ${['Requests', 'Failed', 'Refused', 'Tokens in', 'Tokens out', 'List price', 'Paid'].map((name) => html`
          <th scope="col" class="figure">${name}</th>`)}
      </tr></thead>
      <tbody>${sorted.map((row) => html`
        <tr>
          <th scope="row">${row[by] || 'none'}</th>
          <td class="figure">${number(row.requests)}</td>
          <td class="figure">${number(row.failed)}</td>
          <td class="figure">${number(row.refused)}</td>
          <td class="figure">${number(row.input_tokens)}</td>
          <td class="figure">${number(row.output_tokens)}</td>
          <td class="figure">${worth(row)}</td>
          <td class="figure">${dollars(row.paid_micro_dollars)}</td>
        </tr>`)}</tbody>
    </table>`;
}

customElements.define('fw-usage', Usage);
