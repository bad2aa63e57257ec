import { html } from 'lit';
import { gauge } from './gauge.js';
import './fw-until.js';

/**
 * One limit: its gauge, when it comes back, and how long it lasts at the pace of its use.
 *
 * @param {object} limit as the API has it
 * @param {string} whose the words before its own, for who does not see where it stands
 */
export function limitRow(limit, whose) {
  const name = limit.limit.replaceAll('_', ' ');
  return html`
    <li class="limit">
      <span class="limit-name">${name}${learned(limit)}</span>
      <span class="limit-when">${resets(limit)}</span>
      ${gauge(limit, `${whose}, ${name}`)}
      ${lasts(limit)}
    </li>`;
}

function resets({ resets_at: at, used, held }) {
  if (!at) return html`<span>never comes back</span>`;
  if (used + held === 0) return html`<span class="muted">untouched</span>`;
  return html`<span>resets in <fw-until at=${at}></fw-until></span>`;
}

function lasts({ spent_at: at, left }) {
  if (!at || left <= 0) return '';
  return html`<span class="runway">at this pace spent in <fw-until at=${at}></fw-until></span>`;
}

function learned({ learned: lesson }) {
  return lesson ? html` <span class="tag" title=${lesson.evidence}>learned</span>` : '';
}
