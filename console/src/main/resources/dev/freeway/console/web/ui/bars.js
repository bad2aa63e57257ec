import { html, svg } from 'lit';
import { short } from '../format.js';

const HEIGHT = 120;

/**
 * A bar for each value, from the left.
 *
 * @param {{name: string, value: number}[]} values
 * @param {string} label what it shows and where its figures are
 */
export function bars(values, label) {
  const most = Math.max(1, ...values.map(({ value }) => value));
  const step = 100 / values.length;
  return html`
    <div class="bars">
      <svg width="100%" height=${HEIGHT} role="img" aria-label=${label}>
        ${values.map(({ name, value }, i) => bar(i * step, step, (value / most) * HEIGHT, `${name}: ${value}`))}
        <line class="axis" x1="0" x2="100%" y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
      </svg>
      <p class="ends fine"><span>${values[0].name}</span><span>at most ${short(most)} a day</span>
        <span>${values.at(-1).name}</span></p>
    </div>`;
}

function bar(x, step, height, words) {
  const seen = height > 0 ? Math.max(2, height) : 0;
  return svg`
    <rect class="bar-value" x="${x + step * 0.12}%" width="${step * 0.76}%" y=${HEIGHT - seen}
          height=${seen} rx="2"><title>${words}</title></rect>`;
}
