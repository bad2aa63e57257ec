import { html } from 'lit';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { limitRow } from '../ui/limit-row.js';
import '../ui/fw-until.js';

const SHOWN = 12;
const HOUR = 3_600_000;

/**
 * How long what is left lasts at the pace of its use: what ends first stands first.
 *
 * @param {object[]} runway as the API has it
 * @param {boolean} everybodys whether it is of several members
 */
export function usageRunway(runway, everybodys) {
  const sorted = runway.filter(long).toSorted((a, b) => urgency(a) - urgency(b));
  return html`
    <section class="card forecast">
      <h2>How long it lasts</h2>
      <p>${sentence(sorted[0], everybodys)}</p>
      <ul class="limits">${sorted.slice(0, SHOWN).map((each) => {
        const whose = [everybodys ? each.member : '', each.model === '*' ? '' : each.model].filter(Boolean).join(', ');
        return limitRow({ ...each, held: 0, limit: whose ? `${each.limit} · ${whose}` : each.limit }, whose || 'every model');
      })}</ul>
      ${sorted.length > SHOWN ? html`<p class="fine">And ${sorted.length - SHOWN} more that last longer.</p>` : ''}
    </section>`;
}

/** Of a minute's window nothing is worth foretelling. */
function long({ since, resets_at: until }) {
  return Date.parse(until) - Date.parse(since) >= HOUR;
}

function urgency({ spent_at: at, left }) {
  if (left <= 0) return 0;
  return at ? Date.parse(at) : Infinity;
}

function sentence(first, everybodys) {
  if (!first) return html`<span class="muted">No limit of an hour or longer was used lately: there is nothing to foretell.</span>`;
  const named = html`<b>${first.limit}</b>${first.model === '*' ? '' : ` of ${first.model}`}${everybodys ? ` of ${first.member}` : ''}`;
  if (first.left <= 0) {
    return html`Spent: ${named}. It is back at ${moment(first.resets_at, now())}, in <fw-until at=${first.resets_at}></fw-until>.`;
  }
  return first.spent_at
    ? html`At this pace ${named} is spent by ${moment(first.spent_at, now())}, in <fw-until at=${first.spent_at}></fw-until>.`
    : 'At this pace nothing is spent before it comes back.';
}
