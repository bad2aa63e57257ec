import { html } from 'lit';
import { Light } from '../../ui/light.js';
import { wordDiff } from './words.js';

/** Where two answers differ, by their words. */
class Difference extends Light {
  static properties = { answers: { attribute: false }, first: { state: true }, second: { state: true } };

  constructor() {
    super();
    this.first = 0;
    this.second = 1;
  }

  render() {
    if (this.answers.length < 2) return '';
    const [a, b] = [this.answers[this.first] ?? this.answers[0], this.answers[this.second] ?? this.answers[1]];
    return html`
      <section class="card difference" aria-labelledby="difference-heading">
        <h2 id="difference-heading">What differs</h2>
        <form class="filters" @submit=${(event) => event.preventDefault()}>
          ${this.#choice('From', 'first')}
          ${this.#choice('to', 'second')}
          <p class="fine count"><del>only in the first</del> <ins>only in the second</ins></p>
        </form>
        ${shown(wordDiff(a.text, b.text))}
      </section>`;
  }

  #choice(words, name) {
    return html`
      <label>${words}
        <select @change=${(event) => { this[name] = Number(event.target.value); }}>
          ${this.answers.map((answer, i) => html`
            <option value=${i} ?selected=${i === this[name]}>${answer.name}</option>`)}
        </select></label>`;
  }
}

function shown(parts) {
  if (parts === null) return html`<p>They are too long to be compared word by word.</p>`;
  const same = parts.filter(({ kind }) => kind === 'same').map(({ text }) => text).join('');
  if (parts.every(({ kind }) => kind === 'same')) return html`<p>Word for word the same.</p>`;
  return html`
    ${same ? '' : html`<p class="fine">They have no word in common at the same place.</p>`}
    <p class="diff" tabindex="0" role="region" aria-label="The difference">${parts.map(({ kind, text }) =>
      (kind === 'gone' ? html`<del>${text}</del>` : kind === 'new' ? html`<ins>${text}</ins>` : text))}</p>`;
}

customElements.define('fw-difference', Difference);
