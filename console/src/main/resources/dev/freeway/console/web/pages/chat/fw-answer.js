import { html } from 'lit';
import { dollars, number, rate, seconds } from '../../format.js';
import { Light } from '../../ui/light.js';
import { Growing } from './markdown.js';
import './fw-refused.js';

/** Micro-dollars, below which a worth is shown as nothing. */
const WORTH_TELLING = 50;
/** What comes in less has no speed. */
const MEASURABLE_MILLIS = 50;

/** An answer as it comes, who gave it and what it took. */
class Answer extends Light {
  static properties = { turn: { attribute: false } };
  #seen = () => this.requestUpdate();

  willUpdate(changed) {
    if (!changed.has('turn')) return;
    changed.get('turn')?.removeEventListener('change', this.#seen);
    this.turn.addEventListener('change', this.#seen);
    this.words = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn.removeEventListener('change', this.#seen);
  }

  connectedCallback() {
    super.connectedCallback();
    this.turn?.addEventListener('change', this.#seen);
  }

  updated() {
    if (!this.words) {
      this.words = new Growing(this.querySelector('.words'));
      this.length = 0;
    }
    const { text, phase } = this.turn;
    if (text.length > this.length) this.words.write(text.slice(this.length));
    this.length = text.length;
    if (phase !== 'waiting' && phase !== 'coming') this.words.draw();
  }

  render() {
    const { phase, thought, tools, problem } = this.turn;
    const busy = phase === 'waiting' || phase === 'coming';
    return html`
      <div class="answer" aria-busy=${busy}>
        ${thought ? html`<details class="thought"><summary>Its reasoning</summary><p>${thought}</p></details>` : ''}
        <div class="words"></div>
        ${tools.map(({ name, given }) => html`
          <div class="call"><span class="fine">calls</span> <code>${name}</code><pre tabindex="0">${given}</pre></div>`)}
        ${phase === 'waiting' ? html`<p class="coming"><span class="spinner"></span>Waiting for the first word …</p>` : ''}
        ${phase === 'refused' ? html`<fw-refused .problem=${problem} @again=${this.#again}></fw-refused>` : ''}
        <p class="unseen" role="status">${SAID[phase]}</p>
        ${busy || phase === 'refused' ? '' : this.#foot()}
      </div>`;
  }

  #again() {
    this.dispatchEvent(new CustomEvent('again'));
  }

  #foot() {
    const { head, usage, counted, phase, reason } = this.turn;
    return html`
      <dl class="took">
        <div><dt>by</dt><dd>${head.provider ? `${head.provider} · ${head.model}` : 'nobody'}</dd></div>
        ${usage ? html`<div><dt>tokens</dt><dd>${number(usage.prompt_tokens ?? 0)} in, ${number(usage.completion_tokens ?? 0)} out</dd></div>` : ''}
        ${this.#times()}
        ${counted ? html`<div><dt>cost</dt><dd>${cost(counted)}</dd></div>` : ''}
        ${phase === 'stopped' ? html`<div><dt>ended</dt><dd>stopped here</dd></div>` : ''}
        ${reason === 'length' ? html`<div><dt>ended</dt><dd>at the most tokens allowed</dd></div>` : ''}
      </dl>
      ${head.why ? this.#why() : ''}`;
  }

  #times() {
    const { firstAfter, took, usage } = this.turn;
    if (firstAfter === undefined) return '';
    const out = usage?.completion_tokens ?? 0;
    const speaking = took - firstAfter;
    return html`
      <div><dt>first word</dt><dd>${seconds(firstAfter)}</dd></div>
      <div><dt>in all</dt><dd>${seconds(took)}</dd></div>
      ${out > 1 && speaking > MEASURABLE_MILLIS ? html`<div><dt>speed</dt><dd>${rate(out, speaking)} tokens/s</dd></div>` : ''}`;
  }

  #why() {
    const { head, counted } = this.turn;
    return html`
      <details class="why">
        <summary>Why, and what is left</summary>
        <p>${head.why}${head.inPlaceOf ? ` In place of ${head.inPlaceOf}.` : ''}
          ${head.tries > 1 ? ` ${number(head.tries)} providers were tried.` : ''}</p>
        ${head.left.length ? html`
          <p>Left while it was held: ${head.left.map((each) => html`<code>${each}</code> `)}</p>` : ''}
        ${counted ? html`<p>Settled: ${number(counted.input_tokens)} tokens in,
          ${number(counted.output_tokens)} out${counted.estimated ? ', by estimate' : ', by the provider\u2019s count'};
          the rest of what was held was given back.</p>` : ''}
        <p class="fine">Request <code>${head.id}</code></p>
      </details>`;
  }
}

const SAID = {
  waiting: 'Asked', coming: '', done: 'The answer is complete', stopped: 'Stopped', refused: '',
};

/** @returns {string} what was paid, and what it would have cost */
function cost({ paid_micro_dollars: paid, list_price_micro_dollars: price }) {
  if (paid > 0) return dollars(paid);
  return price >= WORTH_TELLING ? `free, worth ${dollars(price)}` : 'free';
}

customElements.define('fw-answer', Answer);
