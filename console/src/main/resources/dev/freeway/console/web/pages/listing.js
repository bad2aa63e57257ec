import { html } from 'lit';
import { all } from '../api.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './fw-form.js';

/** A list of the API with what can be done to it. Who extends it says what is listed and drawn. */
export class Listing extends Light {
  static properties = {
    me: { attribute: false },
    plans: { attribute: false },
    found: { state: true },
    words: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.words = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  get operates() {
    return this.me.role === 'operator';
  }

  async load() {
    await this.attempt(async () => {
      this.found = await all(this.path);
    });
  }

  /** Does something, and shows what is so then; what is refused stands above the list. */
  async doing(deed) {
    await this.attempt(async () => {
      await deed();
      await this.load();
    });
  }

  /** Asks first. */
  async sure(heading, words, deed, done) {
    if (await this.querySelector('fw-confirm').ask(heading, words, deed)) await this.doing(done);
  }

  form(asked) {
    return this.querySelector('fw-form').open(asked);
  }

  render() {
    return html`
      ${this.found ? this.#body() : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.load()}></fw-state>`}
      <fw-form></fw-form>
      <fw-confirm></fw-confirm>`;
  }

  #body() {
    const words = this.words.toLowerCase();
    const shown = this.found.filter((one) => this.text(one).toLowerCase().includes(words));
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
        ${this.found.length > 1 ? html`
          <label>Find <input type="search" .value=${this.words} placeholder=${this.hint}
                             @input=${(event) => { this.words = event.target.value; }}></label>` : ''}
        <span class="muted count" role="status">${this.found.length > 1 ? `${shown.length} of ${this.found.length}` : ''}</span>
        ${this.adding()}
      </form>
      ${shown.length === 0 ? html`
        <div class="card"><fw-state kind="empty" heading=${this.words ? 'Nothing fits' : this.none[0]}
          words=${this.words ? 'None has these words.' : this.none[1]}></fw-state></div>`
        : this.list(shown)}`;
  }
}
