import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { short } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-state.js';
import { mayAsk } from './chat/asking.js';
import { cannotAsk } from './chat/cannot.js';
import { catalogue } from './chat/catalogue.js';
import { retires, stands, trains } from './chat/terms.js';
import './chat/fw-model.js';

const CONTEXTS = [[0, 'any'], [32_000, '32K'], [128_000, '128K'], [250_000, '250K'], [1_000_000, '1M']];
const FILTERS = [
  ['free', 'free now', ({ now }) => now === 'free'],
  ['tools', 'tools', ({ can }) => can.includes('tools')],
  ['vision', 'pictures', ({ can }) => can.includes('vision')],
  ['allowance', 'takes no credit', ({ price }) => !price],
  ['private', 'does not train on my data', ({ trains }) => trains.includes('no')],
  ['stays', 'stays', (row) => !row.retires],
];

/** Every model at every provider that can be asked here; or one, where the address names it. */
class Models extends Light {
  static properties = {
    me: { attribute: false },
    model: {},
    rows: { state: true },
    wanted: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.wanted = { words: '', context: 0, set: new Set() };
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.#nothing()) this.#load();
  }

  /** Whether this login sees no models. */
  #nothing() {
    return !mayAsk(this.me) && !this.me.scopes.includes('gateway:read');
  }

  async #load() {
    await this.attempt(async () => {
      this.rows = await catalogue(this.me);
    });
  }

  #want(change) {
    this.wanted = { ...this.wanted, ...change };
  }

  #turn(name, on) {
    const set = new Set(this.wanted.set);
    if (on) set.add(name);
    else set.delete(name);
    this.#want({ set });
  }

  render() {
    if (this.#nothing()) return cannotAsk(this.me);
    if (!this.rows) {
      return html`<fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                            @again=${() => this.#load()}></fw-state>`;
    }
    if (this.model) {
      return html`<fw-model .me=${this.me} .model=${this.model}
                            .row=${this.rows.find(({ id }) => id === this.model)}></fw-model>`;
    }
    return this.#list();
  }

  #list() {
    const shown = this.rows.filter((row) => fits(row, this.wanted));
    return html`
      <div class="page-head">
        <div><h1>Models</h1>
          <p class="muted">At each provider. Leave the provider away in a name, and whoever has that model answers;
            <code>auto</code> leaves the model open as well.</p></div>
      </div>
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        <label>Search <input type="search" .value=${this.wanted.words}
          @input=${(event) => this.#want({ words: event.target.value })}></label>
        <label>Context at least
          <select @change=${(event) => this.#want({ context: Number(event.target.value) })}>
            ${CONTEXTS.map(([tokens, words]) => html`<option value=${tokens}>${words}</option>`)}
          </select></label>
        <span class="muted count" role="status">${shown.length} of ${this.rows.length}</span>
        <fieldset class="wants"><legend class="unseen">Only those that</legend>
          ${FILTERS.map(([name, words]) => html`
            <label class="check"><input type="checkbox" ?checked=${this.wanted.set.has(name)}
              @change=${(event) => this.#turn(name, event.target.checked)}> ${words}</label>`)}
        </fieldset>
      </form>
      ${shown.length ? html`<div class="card scroll" tabindex="0" role="region" aria-label="Models">${table(shown)}</div>`
        : html`<fw-state kind="empty" heading="None is like that"
                 words="Ask for less of it: a shorter context, or without one of the marks."></fw-state>`}`;
  }
}

function fits(row, { words, context, set }) {
  const found = words.toLowerCase().split(/\s+/).every((word) => row.id.toLowerCase().includes(word));
  return found && row.context >= context
    && FILTERS.every(([name, , holds]) => !set.has(name) || holds(row));
}

function table(rows) {
  return html`
    <table class="rows stacks models">
      <caption class="unseen">Models</caption>
      <thead><tr>
        <th scope="col">Model</th><th scope="col">Now</th><th scope="col" class="figure">Context</th>
        <th scope="col">Can</th><th scope="col">Takes of credit <span class="fine">a million tokens</span></th>
        <th scope="col">Trains on your data</th><th scope="col">Retires</th>
      </tr></thead>
      <tbody>${repeat(rows, ({ id }) => id, row)}</tbody>
    </table>`;
}

function row(each) {
  return html`
    <tr>
      <td data-name="Model"><div><a href="/console/models/${path(each.id)}"><b>${each.id}</b></a>
        ${each.grade ? html`<span class="fine">${each.grade}</span>` : ''}</div></td>
      <td data-name="Now" title=${each.why}>${stands(each.now)}</td>
      <td data-name="Context" class="figure">${each.context ? short(each.context) : ''}</td>
      <td data-name="Can"><div class="tags">${each.can.map((can) => html`<span class="tag">${can}</span>`)}</div></td>
      <td data-name="Of credit">${each.price || html`<span class="muted">nothing</span>`}</td>
      <td data-name="Trains">${trains(each.trains)}</td>
      <td data-name="Retires" class="when">${retires(each.retires)}</td>
    </tr>`;
}

/** Names have slashes, and they stay. */
const path = (id) => id.split('/').map(encodeURIComponent).join('/');

customElements.define('fw-models', Models);
