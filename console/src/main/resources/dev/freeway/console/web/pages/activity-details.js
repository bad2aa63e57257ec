import { html, svg } from 'lit';
import { asking } from '../api.js';
import { dollars, exactMoment, number, took } from '../format.js';
import { sentence } from './sentence.js';

/** All that is known of one request. */
export function activityDetails(row) {
  return html`
    <div class="facts">
      <section class="wide">
        <h3>Why it went there</h3>
        <p>${sentence(row.why) || 'Nothing was noted.'}</p>
        ${row.fault ? html`<p>It ended as <b>${row.fault.replaceAll('_', ' ')}</b>${row.status
          ? html`, answered ${row.status} by the provider` : ''}.</p>` : ''}
        <p class="fine">${row.tries === 1 ? 'One offer was' : `${number(row.tries)} offers were`} asked.
          ${row.asked ? html`<a href=${whatNow(row)}>Why the others were not, and what would happen now</a>` : ''}</p>
      </section>
      <section>
        <h3>Time</h3>
        ${timeline(row)}
        ${list([
          ['Came in', exactMoment(row.at)],
          ['First of the answer', row.first_token_ms == null ? 'none came' : `after ${took(row.first_token_ms)}`],
          ['End', `after ${took(row.took_ms)}`],
        ])}
        <p class="fine">With any wait for room.</p>
      </section>
      <section>
        <h3>Used</h3>
        ${list([
          ['Tokens in', `${number(row.input_tokens)}${row.cached_tokens ? `, of them cached ${number(row.cached_tokens)}` : ''}`],
          ['Tokens out', `${number(row.output_tokens)}${row.estimated ? ', estimated' : ''}`],
          ['Worth, at list price', row.list_price_micro_dollars == null ? 'not known' : dollars(row.list_price_micro_dollars)],
          ['Paid', dollars(row.paid_micro_dollars)],
          ['Context window', row.context_tokens ? `${number(row.context_tokens)} tokens` : 'not known'],
        ])}
      </section>
      ${values('Parameters', row.parameters, 'None was set.')}
      ${values('Limits, as the provider told', row.rate_limits, 'It told of none.')}
      <section>
        <h3>Known by</h3>
        ${list([
          ['Request', row.id], ['Answer', row.answer_id], ['Asked for', row.asked],
          ['Token', row.token], ['Project', row.project], ['Member', row.member],
          ['Gateway', row.version],
        ].filter(([, value]) => value))}
      </section>
    </div>`;
}

function list(pairs) {
  return html`<dl class="said">${pairs.map(([name, value]) => html`
    <div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function values(heading, object, none) {
  const pairs = Object.entries(object)
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  return html`
    <section><h3>${heading}</h3>
      ${pairs.length ? list(pairs) : html`<p class="muted">${none}</p>`}</section>`;
}

/** The same request, as it would be routed now. */
function whatNow({ asked, input_tokens: input, parameters }) {
  const needs = [
    parameters.tools ? 'tools' : '',
    String(parameters.response_format ?? '').startsWith('json') ? 'json' : '',
  ].filter(Boolean).join(',');
  const out = parameters.max_completion_tokens ?? parameters.max_tokens;
  return asking('/console/providers', { model: asked, in: input || '', out, needs });
}

/** Until the first of the answer, and from there to its end. */
function timeline({ first_token_ms: first, took_ms: all }) {
  if (first == null || all <= 0) return '';
  const share = Math.min(100, (first / all) * 100);
  return html`
    <svg class="timeline" width="100%" height="8" aria-hidden="true">
      ${svg`<rect class="timeline-wait" width="${share}%" height="8"></rect>
            <rect class="timeline-answer" x="${share}%" width="${100 - share}%" height="8"></rect>`}
    </svg>`;
}
