import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { heard } from '../clock.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './chat/fw-answer.js';
import { mayAsk, read } from './chat/asking.js';
import { cannotAsk } from './chat/cannot.js';
import './chat/fw-composer.js';
import './chat/fw-settings.js';
import './chat/fw-share.js';
import { modelField, models } from './chat/models.js';
import { Turn } from './chat/turn.js';
import { messages } from './chat/wish.js';

const ROOMY = window.matchMedia('(min-width: 62rem)');

/** A conversation with any model: what was asked can be changed, and asked again. */
class Playground extends Light {
  static properties = {
    me: { attribute: false },
    model: {},
    cards: { state: true },
    route: { state: true },
    said: { state: true },
    edited: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.said = [];
    this.next = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.model ||= 'auto';
    if (mayAsk(this.me)) this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.running?.stop();
  }

  async #load() {
    await this.attempt(async () => {
      this.cards = await models(this.me);
      await this.#explain();
    });
  }

  #choose(model) {
    this.model = model || 'auto';
    this.route = undefined;
    this.#explain();
  }

  /** Where a request would go now. */
  async #explain() {
    const asked = this.model;
    const route = await read(this.me, `/api/explain?model=${encodeURIComponent(asked)}`)
      .catch((refused) => ({ outcome: 'unknown', why: refused.message }));
    if (route.at) heard(route.at);
    if (asked === this.model) this.route = route;
  }

  #body() {
    const set = this.querySelector('fw-settings').read();
    return set && { model: this.model, messages: messages(this.querySelector('fw-settings').system, this.said), ...set };
  }

  #send({ detail: { text, images } }) {
    this.#ask([...this.said, { id: (this.next += 1), role: 'user', text, images }]);
  }

  /** Answers what was said; what stood behind it is gone. */
  async #ask(said) {
    const before = this.said;
    this.said = said;
    this.edited = undefined;
    const body = this.#body();
    if (!body) {
      this.said = before;
      return;
    }
    this.querySelector('fw-composer').clear();
    const turn = new Turn();
    this.said = [...said, { id: (this.next += 1), role: 'assistant', turn }];
    this.busy = true;
    this.running = turn;
    await this.updateComplete;
    this.querySelector('.talk li:last-child')?.scrollIntoView({ block: 'nearest' });
    await turn.run(this.me, body);
    if (this.running !== turn) return;
    this.busy = false;
    this.#explain();
  }

  #again(index) {
    this.#ask(this.said.slice(0, index));
  }

  #change(event, index) {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (text) this.#ask([...this.said.slice(0, index), { ...this.said[index], text, id: (this.next += 1) }]);
  }

  #share() {
    const draft = this.querySelector('fw-composer').text;
    const body = this.#body();
    if (!body) return;
    if (draft) body.messages = [...body.messages, { role: 'user', content: draft }];
    this.querySelector('fw-share').open(body);
  }

  render() {
    if (!mayAsk(this.me)) return cannotAsk(this.me);
    return html`
      <div class="page-head">
        <div><h1>Playground</h1>
          <p class="muted">A conversation with any model here. It is kept in this tab alone.</p></div>
        <div class="actions-row">
          <button type="button" ?disabled=${!this.said.length || this.busy}
                  @click=${() => { this.said = []; }}>Start anew</button>
          <button type="button" @click=${this.#share}>Share</button>
        </div>
      </div>
      <div class="bench">
        <section class="talk-side" aria-label="Conversation">
          ${this.#talk()}
          <fw-composer .busy=${this.busy} @send=${this.#send} @stop=${() => this.running?.stop()}></fw-composer>
        </section>
        <aside class="card" aria-label="Model and settings">
          ${modelField(this.cards ?? [], this.model, (name) => this.#choose(name))}
          ${this.#route()}
          <details class="more-settings" ?open=${ROOMY.matches}><summary>Settings</summary><fw-settings></fw-settings></details>
        </aside>
      </div>
      <fw-share></fw-share>`;
  }

  #route() {
    const { outcome, why, chosen } = this.route ?? {};
    if (this.problem) return html`<fw-notice .problem=${this.problem}></fw-notice>`;
    return html`
      <p class="route fine">${this.route === undefined ? 'Looking where it would go …'
        : html`<b>${chosen ? `Now: ${chosen}` : OUTCOMES[outcome] ?? outcome}</b> ${why.replace(`${chosen}: `, '')}`}</p>`;
  }

  #talk() {
    if (!this.said.length) {
      return html`
        <fw-state kind="empty" heading="Ask something"
                  words="The answer comes word by word, with who gave it, why, and what it took."></fw-state>`;
    }
    return html`
      <ol class="talk">${repeat(this.said, ({ id }) => id, (each, i) => html`
        <li class=${each.role}>${each.role === 'user' ? this.#asked(each, i) : this.#answered(each, i)}</li>`)}</ol>`;
  }

  #asked({ text, images }, index) {
    if (this.edited === index) {
      return html`
        <form class="edit" @submit=${(event) => this.#change(event, index)}>
          <label><span class="unseen">Your message</span>
            <textarea name="text" rows="4" .value=${text}></textarea></label>
          <div class="actions-row">
            <button type="button" @click=${() => { this.edited = undefined; }}>Cancel</button>
            <button class="main">Ask again from here</button>
          </div>
        </form>`;
    }
    return html`
      <p class="bubble">${text}</p>
      ${images.length ? html`<p class="pictures">${images.map(({ url, name }) => html`<img src=${url} alt=${name}>`)}</p>` : ''}
      ${this.busy ? '' : html`<button type="button" class="plain" aria-label="Edit message ${index / 2 + 1}"
        @click=${() => { this.edited = index; }}>Edit</button>`}`;
  }

  #answered({ turn }, index) {
    return html`
      <fw-answer .turn=${turn} @again=${() => this.#again(index)}></fw-answer>
      ${this.busy || turn.phase === 'refused' ? '' : html`
        <button type="button" class="plain" aria-label="Answer message ${(index + 1) / 2} anew"
                @click=${() => this.#again(index)}>Regenerate</button>`}`;
  }
}

const OUTCOMES = {
  kept: 'Kept for others just now.', spent: 'Nothing left just now.', unfit: 'No offer fits.', unknown: 'Not here.',
};

customElements.define('fw-playground', Playground);
