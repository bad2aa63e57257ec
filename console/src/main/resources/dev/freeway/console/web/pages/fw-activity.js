import { html } from 'lit';
import { asking, get } from '../api.js';
import { heard } from '../clock.js';
import { number } from '../format.js';
import { Light } from '../ui/light.js';
import { chart } from '../ui/chart.js';
import { exports } from '../ui/exports.js';
import { byHour, newest, period } from './activity-hours.js';
import { activityTable } from './activity-rows.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

const PAGE = 50;
const OUTCOMES = ['served', 'failed', 'refused', 'hung_up'];

/** What became of every request, newest first, and of a day by hour. */
class Activity extends Light {
  static properties = {
    me: { attribute: false },
    wanted: { state: true },
    known: { state: true },
    rows: { state: true },
    next: { state: true },
    hours: { state: true },
    open: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.wanted = {};
    this.known = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#learn();
  }

  get #runs() {
    return this.me.scopes.includes('gateway:read');
  }

  get #path() {
    return this.#runs ? '/api/activity' : '/v1/activity';
  }

  /** What the filters offer: everything that was asked for lately. */
  async #learn() {
    const by = ['provider', 'model', 'project', 'token', ...(this.#runs ? ['member'] : [])];
    const pages = await Promise.all(by.map((each) =>
      get(`/v1/usage?group_by=${each}`).catch(() => ({ usage: [] }))));
    this.known = Object.fromEntries(by.map((each, i) =>
      [each, pages[i].usage.map((row) => row[each]).filter(Boolean).sort()]));
  }

  /** Only the last answer counts, whichever comes first. */
  async #load() {
    const asked = this.wanted;
    this.problem = undefined;
    try {
      heard((await get('/v1/usage?group_by=')).at);
      const [page, day] = await Promise.all([
        get(asking(this.#path, { ...this.#query(), limit: PAGE })),
        newest(this.#path, { ...this.#query(), ...period(asked.day) }),
      ]);
      if (asked !== this.wanted) return;
      Object.assign(this, { rows: page.activity, next: page.next_before, open: undefined });
      this.hours = { ...byHour(day.rows, period(asked.day)), all: day.all, day: asked.day };
    } catch (refused) {
      if (asked === this.wanted) this.problem = refused;
    }
  }

  /** What is wanted, as the API is asked for it. */
  #query() {
    const { day, ...rest } = this.wanted;
    return { ...rest, ...(day ? period(day) : {}) };
  }

  async #more() {
    const asked = this.wanted;
    await this.attempt(async () => {
      const page = await get(asking(this.#path, { ...this.#query(), limit: PAGE, before: this.next }));
      if (asked !== this.wanted) return;
      this.rows = [...this.rows, ...page.activity];
      this.next = page.next_before;
    });
  }

  #choose(event) {
    this.wanted = { ...this.wanted, [event.target.name]: event.target.value };
    this.#load();
  }

  #clear(event) {
    event.target.form.reset();
    this.wanted = {};
    this.#load();
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Activity</h1>
          <p class="muted">${this.#runs ? 'Every request' : 'Your requests'}, newest first: where it
            went, why, and what it took. What was said is not kept.</p>
        </div>
        ${exports(this.#path, this.#query(), 'Activity')}
      </div>
      ${this.#filters()}
      ${this.rows ? html`<fw-notice .problem=${this.problem}></fw-notice>${this.#shown()}` : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.#load()}></fw-state>`}`;
  }

  #filters() {
    return html`
      <form class="filters many" @change=${this.#choose} @submit=${(event) => event.preventDefault()}>
        <label>Day <input type="date" name="day"></label>
        ${this.#pick('outcome', OUTCOMES)}
        ${Object.entries(this.known).filter(([, values]) => values.length > 0)
          .map(([name, values]) => this.#pick(name, values))}
        ${Object.values(this.wanted).some(Boolean) ? html`
          <button type="button" class="plain" @click=${this.#clear}>Show all</button>` : ''}
      </form>`;
  }

  #pick(name, values) {
    return html`
      <label>${name[0].toUpperCase() + name.slice(1)}
        <select name=${name}>
          <option value="">every one</option>
          ${values.map((value) => html`<option value=${value}>${value.replaceAll('_', ' ')}</option>`)}
        </select></label>`;
  }

  #shown() {
    if (this.rows.length === 0) {
      return Object.values(this.wanted).some(Boolean)
        ? html`<fw-state kind="empty" heading="Nothing fits"
                         words="No request is of that day and kind."></fw-state>`
        : html`<fw-state kind="empty" heading="Nothing was asked yet"
                         words="The first request stands here as soon as it has ended."></fw-state>`;
    }
    return html`
      ${this.#chart()}
      <div class="card">
        ${activityTable(this.rows, {
          runs: this.#runs,
          open: this.open,
          toggle: (seq) => { this.open = this.open === seq ? undefined : seq; },
        })}
        ${this.next ? html`<div class="more">
          <button type="button" @click=${this.#more}>Show more</button></div>` : ''}
      </div>`;
  }

  #chart() {
    const { names, series, all, day } = this.hours;
    const when = day ? 'that day' : 'in the last 24 hours';
    return html`
      <div class="card chart">
        <h2>Requests by hour, ${day ? 'that day' : 'the last 24 hours'}</h2>
        ${all ? '' : html`<p class="fine">Of the newest ${number(newest.MOST)} of them.</p>`}
        ${series.some(({ values }) => values.some(Boolean))
          ? chart({ label: `Requests by hour, ${when}`, over: 'Hour', names, series, say: number })
          : html`<p class="muted">None ${when}.</p>`}
      </div>`;
  }
}

customElements.define('fw-activity', Activity);
