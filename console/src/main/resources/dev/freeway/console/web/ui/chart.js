import { html } from 'lit';
import { short } from '../format.js';
import { draw } from './drawing.js';
import { Light } from './light.js';

/** What a series is drawn in: a colour of tokens.css, and stripes where that alone would tell it. */
const TONES = {
  main: { colour: '--accent', striped: false },
  second: { colour: '--low', striped: true },
  grave: { colour: '--spent', striped: true },
  left: { colour: '--edge', striped: false },
};
const SYSTEM_DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * Bars that stand on each other, or lines; the same figures below it as a table.
 *
 * @param {object} shown
 * @param {string} shown.label what it shows
 * @param {string} shown.over what the names are of, such as `Day`
 * @param {string[]} shown.names from the left
 * @param {{name: string, tone: keyof TONES, values: number[]}[]} shown.series
 * @param {'bar' | 'line'} [shown.kind]
 * @param {(n: number) => string} [shown.say] a figure with its unit
 */
export function chart(shown) {
  return html`<fw-chart .shown=${{ kind: 'bar', say: short, ...shown }}></fw-chart>`;
}

/** The library draws into it, and is loaded when the first of them is seen. */
class ChartBox extends Light {
  static properties = { shown: { attribute: false }, problem: { state: true } };

  #drawn;
  #turn = 0;
  #redraw = () => this.#draw();
  #theme = new MutationObserver(this.#redraw);

  connectedCallback() {
    super.connectedCallback();
    SYSTEM_DARK.addEventListener('change', this.#redraw);
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    SYSTEM_DARK.removeEventListener('change', this.#redraw);
    this.#theme.disconnect();
    this.#turn += 1;
    this.#drawn?.destroy();
    this.#drawn = undefined;
  }

  updated(changed) {
    if (changed.has('shown')) this.#draw();
  }

  async #draw() {
    this.#turn += 1;
    const turn = this.#turn;
    this.#drawn?.destroy();
    this.#drawn = undefined;
    try {
      const canvas = this.querySelector('canvas');
      const drawn = await draw(canvas, this.shown, TONES, () => turn === this.#turn);
      if (drawn) this.#drawn = drawn;
    } catch {
      this.problem = true;
    }
  }

  render() {
    const { label, series } = this.shown;
    return html`
      ${series.length > 1 ? html`<ul class="legend fine">${series.map(({ name, tone }) => html`
        <li class="tone-${tone}">${name}</li>`)}</ul>` : ''}
      <div class="drawing" ?hidden=${this.problem}>
        <canvas role="img" aria-label="${label}; the table below has the same figures"></canvas>
      </div>
      <details class="figures-of" ?open=${this.problem}>
        <summary class="fine">The figures</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="${label}, as a table">${table(this.shown)}</div>
      </details>`;
  }
}

function table({ label, over, names, series, say }) {
  return html`
    <table class="rows figures-table">
      <caption class="unseen">${label}</caption>
      <thead><tr><th scope="col">${over}</th>
        ${series.map(({ name }) => html`<th scope="col" class="figure">${name}</th>`)}</tr></thead>
      <tbody>${names.map((name, i) => html`
        <tr><th scope="row">${name}</th>
          ${series.map(({ values }) => html`<td class="figure">${say(values[i])}</td>`)}</tr>`)}</tbody>
    </table>`;
}

customElements.define('fw-chart', ChartBox);
