import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './chat/fw-answer.js';
import './chat/fw-difference.js';
import { cannotAsk } from './chat/cannot.js';
import { mayAsk } from './chat/asking.js';
import { modelField, models } from './chat/models.js';
import { Turn } from './chat/turn.js';
import { messages, parameters } from './chat/wish.js';

const PANES_MIN = 2;
const PANES_MAX = 6;

/** One prompt, asked of several models at once. */
class Compare extends Light {
  static properties = {
    me: { attribute: false },
    panes: { state: true },
    cards: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.next = 0;
    this.panes = ['auto:small', 'auto'].map((model) => this.#pane(model));
  }

  connectedCallback() {
    super.connectedCallback();
    if (mayAsk(this.me)) this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  async #load() {
    await this.attempt(async () => {
      this.cards = await models(this.me);
    });
  }

  #pane(model) {
    return { id: (this.next += 1), model };
  }

  #stop() {
    this.panes.forEach(({ turn }) => turn?.stop());
  }

  #choose(id, model) {
    this.panes = this.panes.map((pane) => (pane.id === id ? { ...pane, model: model || 'auto' } : pane));
  }

  async #ask(event) {
    event.preventDefault();
    if (this.busy) {
      this.#stop();
      return;
    }
    const form = new FormData(event.target);
    const said = [{ role: 'user', text: form.get('prompt').trim(), images: [] }];
    this.body = { messages: messages(form.get('system'), said), ...parameters(form) };
    this.panes = this.panes.map((pane) => ({ ...pane, turn: new Turn() }));
    this.busy = true;
    await Promise.all(this.panes.map((pane) => pane.turn.run(this.me, { model: pane.model, ...this.body })));
    this.busy = false;
  }

  #again(id) {
    const turn = new Turn();
    this.panes = this.panes.map((pane) => (pane.id === id ? { ...pane, turn } : pane));
    const { model } = this.panes.find((pane) => pane.id === id);
    turn.run(this.me, { model, ...this.body }).then(() => this.requestUpdate());
  }

  render() {
    if (!mayAsk(this.me)) return cannotAsk(this.me);
    return html`
      <div class="page-head">
        <div><h1>Compare</h1>
          <p class="muted">One prompt and one seed, asked of two to six models at once.</p></div>
        <button type="button" ?disabled=${this.busy || this.panes.length === PANES_MAX}
                @click=${() => { this.panes = [...this.panes, this.#pane('auto')]; }}>Add a model</button>
      </div>
      <fw-notice .problem=${this.problem}></fw-notice>
      ${this.#form()}
      <ul class="panes">${repeat(this.panes, ({ id }) => id, (pane, i) => this.#drawn(pane, i + 1))}</ul>
      ${this.busy ? '' : html`<fw-difference .answers=${this.#answers()}></fw-difference>`}`;
  }

  #answers() {
    return this.panes
      .map(({ model, turn }, i) => ({ name: `${i + 1}: ${model}`, text: turn?.text ?? '' }))
      .filter(({ text }) => text);
  }

  #form() {
    return html`
      <form class="card compare-form" @submit=${this.#ask}>
        <label>Prompt <textarea name="prompt" rows="3" required placeholder="What all of them are asked"></textarea></label>
        <details><summary>System prompt</summary>
          <label><span class="unseen">System prompt</span><textarea name="system" rows="2"></textarea></label></details>
        <div class="compare-end">
          <label>Seed <input name="seed" type="number" min="0" max="2147483647" value="42"></label>
          <label>Temperature <input name="temperature" type="number" min="0" max="2" step="0.1" placeholder="as usual"></label>
          <label>Max tokens <input name="maxTokens" type="number" min="1" max="1000000" value="400"></label>
          <button class=${this.busy ? 'grave' : 'main'}>${this.busy ? 'Stop' : 'Ask all'}</button>
        </div>
      </form>`;
  }

  #drawn({ id, model, turn }, place) {
    return html`
      <li class="card pane">
        <div class="pane-head">
          ${modelField(this.cards ?? [], model, (name) => this.#choose(id, name), `Model ${place}`)}
          ${this.panes.length > PANES_MIN && !this.busy ? html`
            <button type="button" class="plain" aria-label="Take model ${place} away"
              @click=${() => { this.panes = this.panes.filter((pane) => pane.id !== id); }}>×</button>` : ''}
        </div>
        ${turn ? html`<fw-answer .turn=${turn} @again=${() => this.#again(id)}></fw-answer>`
          : html`<p class="muted">Its answer comes here.</p>`}
      </li>`;
  }
}

customElements.define('fw-compare', Compare);
