import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { now } from '../clock.js';
import { exactMoment, moment, number, took } from '../format.js';
import { activityDetails } from './activity-details.js';

const MARKS = { served: '✓', failed: '✕', refused: '–', hung_up: '↩' };

/**
 * A row a request; the one that is open with all that is known of it.
 *
 * @param {object[]} rows as the API has them
 * @param {{runs: boolean, open?: number, toggle: (seq: number) => void}} how
 */
export function activityTable(rows, how) {
  return html`
    <table class="rows stacks activity">
      <caption class="unseen">Requests, newest first</caption>
      <thead><tr>
        <th scope="col">When</th><th scope="col">Model</th><th scope="col">For</th>
        <th scope="col">Outcome</th><th scope="col" class="figure">Tokens in</th>
        <th scope="col" class="figure">Tokens out</th><th scope="col" class="figure">Took</th>
        <th scope="col"><span class="unseen">Action</span></th>
      </tr></thead>
      <tbody>${repeat(rows, ({ seq }) => seq, (row) => shown(row, how))}</tbody>
    </table>`;
}

function shown(row, { runs, open, toggle }) {
  const opened = row.seq === open;
  return html`
    <tr class=${opened ? 'opened' : ''}>
      <td data-name="When" class="when"><time datetime=${row.at} title=${exactMoment(row.at)}>${moment(row.at, now())}</time></td>
      <td data-name="Model"><div><b>${row.model || row.asked || 'none'}</b>
        <span class="fine">${row.provider ? `${row.provider} · ${row.account}` : 'nobody was asked'}</span></div></td>
      <td data-name="For"><div>${runs ? row.member : row.project || 'no project'}
        ${runs && row.project ? html`<span class="fine">${row.project}</span>` : ''}</div></td>
      <td data-name="Outcome"><span class="outcome ${row.outcome}"><span aria-hidden="true">${MARKS[row.outcome]}</span>
        ${row.outcome.replaceAll('_', ' ')}</span></td>
      <td data-name="Tokens in" class="figure">${number(row.input_tokens)}</td>
      <td data-name="Tokens out" class="figure">${number(row.output_tokens)}</td>
      <td data-name="Took" class="figure">${took(row.took_ms)}</td>
      <td><button type="button" class="plain" aria-expanded=${opened}
                  aria-label="Details of the request of ${moment(row.at, now())}, ${row.id}"
                  @click=${() => toggle(row.seq)}>${opened ? 'Close' : 'Details'}</button></td>
    </tr>
    ${opened ? html`<tr class="details"><td colspan="8">${activityDetails(row)}</td></tr>` : ''}`;
}
