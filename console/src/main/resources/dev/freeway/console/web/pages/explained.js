import { html } from 'lit';
import { number, quantity } from '../format.js';
import { sentence } from './sentence.js';
import '../ui/fw-until.js';

const SHOWN = 8;
const STATES = { open: '✓', spent: '✕', resting: '…', unfit: '–' };
const OUTCOMES = {
  open: 'It would be served.',
  kept: 'It would have to wait: what has room is kept for others.',
  spent: 'Nothing has room for it now.',
  unfit: 'Nothing here can serve it.',
};
const PRICE = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });

/** What would become of a request, readable from the top: who would be asked, what it takes, who would not. */
export function explained({ outcome, why, chosen, expected, offers, fits_at: at, wait_seconds: wait }) {
  const first = offers.find(({ offer }) => offer === chosen);
  const others = offers.filter((offer) => offer !== first);
  return html`
    <div class="explained">
      <h3>${OUTCOMES[outcome] ?? outcome}${wait > 0 ? html` It fits in <fw-until at=${at}></fw-until>.` : ''}</h3>
      ${first ? asked(first, expected) : html`<p>${sentence(why)}</p>`}
      ${others.length ? html`
        <h3>${first ? 'Why not the others' : 'Every offer, and what it lacks'}</h3>
        <ul class="offers">${others.slice(0, SHOWN).map((offer) => rejected(offer, first))}</ul>
        ${others.length > SHOWN ? html`
          <details><summary>${number(others.length - SHOWN)} more</summary>
            <ul class="offers">${others.slice(SHOWN).map((offer) => rejected(offer, first))}</ul></details>` : ''}` : ''}
    </div>`;
}

function asked({ provider, account, model, why, price, charges }, { input_tokens: input, output_tokens: output }) {
  return html`
    <div class="chosen">
      <p><b>${model}</b> at <b>${provider}</b>, account ${account}: ${price > 0
        ? `the cheapest that fits, at ${PRICE.format(price)} of a request's worth` : 'it takes of no limit that is scarce'}. ${sentence(why)}</p>
      <p class="muted">It is expected to take ${number(input)} tokens in and ${number(output)} out.</p>
      ${charges.length ? html`
        <dl class="said">${charges.map((charge) => html`
          <div><dt>${charge.limit}${charge.model === '*' ? '' : html` <span class="fine">of ${charge.model}</span>`}</dt>
            <dd>${quantity(charge.meter, charge.units)}</dd></div>`)}</dl>` : ''}
    </div>`;
}

function rejected({ provider, account, model, state, why, rank, price, fits_at: at, wait_seconds: wait }, first) {
  return html`
    <li class="offer ${state}">
      <span class="outcome"><span aria-hidden="true">${STATES[state]}</span> ${state}</span>
      <div><b>${model}</b> <span class="muted">${provider} · ${account}</span>
        <p class="fine">${state === 'open' && first
          ? `It would be tried as number ${rank}${price == null ? '' : `, at ${PRICE.format(price)} of a request's worth`}: ` : ''}${sentence(why)}
          ${state === 'open' || wait == null ? '' : html`Back in <fw-until at=${at}></fw-until>.`}</p>
      </div>
    </li>`;
}
