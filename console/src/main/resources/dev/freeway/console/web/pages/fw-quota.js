import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Live, key, quota } from '../live.js';
import { now } from '../clock.js';
import { moment, number } from '../format.js';
import { Light } from '../ui/light.js';
import { gauge, standing } from '../ui/gauge.js';
import { limitRow } from '../ui/limit-row.js';
import '../ui/fw-state.js';
import '../ui/fw-notice.js';
import '../ui/fw-until.js';

/** What the API calls what is granted here, and not by a provider. */
const OURS = 'freeway';

/** Every limit of every provider, by provider and model, live. */
class Quota extends Light {
  static properties = { words: { state: true }, only: { state: true } };

  constructor() {
    super();
    this.words = '';
    this.only = 'all';
    this.live = new Live(this, quota);
  }

  render() {
    const { page, problem } = this.live;
    if (!page) {
      return html`
        <h1>What you can still call, for free</h1>
        <fw-state kind=${problem ? 'error' : 'loading'} .problem=${problem}
                  @again=${() => this.live.begin()}></fw-state>`;
    }
    const limits = page.limits.filter(({ provider }) => provider !== OURS);
    return html`
      <div class="page-head">
        <h1>What you can still call, for free</h1>
        <p class="live ${problem ? 'stale' : ''}">${problem ? 'Not live' : 'Live'} · as of
          ${moment(page.at, now())}</p>
      </div>
      <fw-notice .problem=${problem}></fw-notice>
      ${limits.length === 0 ? nothingYet() : this.#all(limits)}`;
  }

  #all(limits) {
    const shown = limits.filter((limit) => this.#fits(limit));
    const groups = [...Map.groupBy(shown, ({ provider }) => provider)];
    return html`
      ${summary(limits)}
      ${this.#filters(shown.length, limits.length)}
      ${groups.length === 0 ? html`
        <fw-state kind="empty" heading="Nothing fits"
                  words="No limit has these words and this state."></fw-state>` : ''}
      ${repeat(groups, ([name]) => name,
        ([name, rows]) => provider(name, rows, groups.length < 4 || this.words !== ''))}`;
  }

  #fits(limit) {
    const words = this.words.toLowerCase().split(/\s+/);
    const text = key(limit).toLowerCase();
    const state = { all: true, used: limit.used + limit.held > 0, low: standing(limit) !== 'good' };
    return words.every((word) => text.includes(word)) && state[this.only];
  }

  #filters(shown, all) {
    return html`
      <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
        <label>Find <input type="search" .value=${this.words} placeholder="provider, model, limit"
                           @input=${(event) => { this.words = event.target.value; }}></label>
        <label>Show
          <select @change=${(event) => { this.only = event.target.value; }}>
            <option value="all">every limit</option>
            <option value="used">those in use</option>
            <option value="low">those running low</option>
          </select></label>
        <span class="muted count" role="status">${number(shown)} of ${number(all)} limits</span>
      </form>`;
  }
}

function nothingYet() {
  return html`
    <fw-state kind="empty" heading="No provider has limits here yet"
              words="Name an account in the configuration file, and its limits stand here."></fw-state>`;
}

function summary(limits) {
  const [spent, low] = ['spent', 'low']
    .map((state) => limits.filter((limit) => standing(limit) === state));
  const next = [...spent, ...low].map((limit) => limit.resets_at).filter(Boolean).sort()[0];
  const providers = new Set(limits.map(({ provider }) => provider)).size;
  return html`
    <dl class="figures">
      <div><dt>Providers</dt><dd>${number(providers)}</dd></div>
      <div><dt>Limits with room</dt><dd>${number(limits.length - spent.length)}</dd></div>
      <div><dt>Running low</dt><dd>${number(low.length)}</dd></div>
      <div><dt>Spent</dt><dd>${number(spent.length)}</dd></div>
      <div><dt>Some of it back in</dt>
        <dd>${next ? html`<fw-until at=${next}></fw-until>` : html`<span class="muted">–</span>`}</dd></div>
    </dl>`;
}

/** Of what least is left, in part: it is what stops first. */
function tightest(limits) {
  return limits.reduce((one, other) =>
    (other.left / other.amount < one.left / one.amount ? other : one));
}

function provider(name, limits, open) {
  const models = [...Map.groupBy(limits, ({ account, model }) => `${account}\n${model}`)];
  const tight = tightest(limits);
  return html`
    <details class="card provider" ?open=${open}>
      <summary>
        <h2>${name}</h2>
        <span class="muted">${number(limits.length)} ${limits.length === 1 ? 'limit' : 'limits'}</span>
        ${gauge(tight, `${name}, the tightest limit`)}
      </summary>
      ${repeat(models, ([id]) => id, ([id, rows]) => model(name, id, rows))}
    </details>`;
}

function model(company, id, limits) {
  const [account, subject] = id.split('\n');
  const named = subject === '*' ? 'Every model' : subject;
  return html`
    <section class="model" aria-label="${company} ${account}, ${named}">
      <h3>${named} <span class="muted">${account}</span></h3>
      <ul>${repeat(limits, (limit) => limit.limit,
        (limit) => limitRow(limit, `${company} ${account}, ${named}`))}</ul>
    </section>`;
}

customElements.define('fw-quota', Quota);
