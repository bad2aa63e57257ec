import { html, svg } from 'lit';
import { amount, part, quantity } from '../format.js';

/** Below which part of a limit little is left. */
const LOW = 0.2;

/** @returns {'spent' | 'low' | 'good'} how a limit stands */
export function standing({ left, amount: most }) {
  if (left <= 0) return 'spent';
  return left < most * LOW ? 'low' : 'good';
}

/**
 * What is left of a limit, as a bar and in words: the colour says nothing that they do not.
 *
 * @param {{meter: string, amount: number, left: number, held: number}} limit
 * @param {string} label what is gauged, for who does not see it
 */
export function gauge(limit, label) {
  const share = limit.amount > 0 ? Math.min(1, limit.left / limit.amount) : 0;
  const state = standing(limit);
  const words = `${amount(limit.meter, limit.left)} of ${quantity(limit.meter, limit.amount)} left`;
  return html`
    <div class="gauge ${state}">
      <div role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax="100"
           aria-valuenow=${Math.floor(share * 100)} aria-valuetext=${words}>
        ${bar(share)}
      </div>
      <span class="gauge-words"><b>${amount(limit.meter, limit.left)}</b> of
        ${quantity(limit.meter, limit.amount)} left</span>
      <span class="gauge-part">${state === 'spent' ? 'spent' : part(share)}</span>
    </div>`;
}

/** Anything above nothing can be seen. */
function bar(share) {
  const width = share > 0 ? Math.max(1.5, share * 100) : 0;
  return html`
    <svg class="gauge-bar" width="100%" height="8" aria-hidden="true">
      ${svg`<rect class="gauge-all" width="100%" height="8" rx="4"></rect>
            <rect class="gauge-left" width="${width}%" height="8" rx="4"></rect>`}
    </svg>`;
}
