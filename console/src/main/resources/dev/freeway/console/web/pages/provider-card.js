import { html } from 'lit';
import { number, quantity } from '../format.js';
import '../ui/fw-until.js';

const MARKS = { healthy: '✓', resting: '…', closed: '✕', retired: '–' };

/**
 * A provider, and each account with it: its state and why, its limits and where they are known from.
 *
 * @param {object} provider as the API has it
 * @param {{learned: object[], resting: object[]}} routing what was learned, and who rests
 */
export function providerCard(provider, routing) {
  const accounts = provider.accounts.map((account) => ({ account, ...stateOf(provider, account, routing) }));
  const worst = ['retired', 'closed', 'resting', 'healthy'].find((state) => accounts.some((each) => each.state === state));
  return html`
    <details class="card provider account-card">
      <summary>
        <h3>${provider.name}</h3>
        <span class="outcome ${worst}"><span aria-hidden="true">${MARKS[worst]}</span> ${worst}</span>
        <span class="muted">${number(provider.models.length)} models, ${number(provider.accounts.length)}
          ${provider.accounts.length === 1 ? 'account' : 'accounts'}</span>
      </summary>
      <div class="body">
        ${accounts.map((each) => account(each))}
        ${limits(provider, routing)}
      </div>
    </details>`;
}

/** What stands first is what keeps most from being served. */
function stateOf(provider, { name }, { resting }) {
  if (provider.state === 'retired') {
    return { state: 'retired', why: [`Since ${provider.retired_on}. ${provider.note}`] };
  }
  const gates = provider.gates.filter(({ closes, holds }) => closes.includes(name) && holds === 'today');
  const closed = gates.map(({ otherwise, models }) =>
    `${models.length ? models.join(', ') : 'Every model'}: ${otherwise}`);
  const rests = resting.filter(({ offer }) => offer.startsWith(`${provider.id}@${name}/`));
  if (rests.length > 0) return { state: 'resting', why: closed, rests };
  const everything = gates.some(({ models }) => models.length === 0 || models.includes('*'));
  return { state: everything ? 'closed' : 'healthy', why: closed };
}

function account({ account: { name, owner, serves, facts }, state, why, rests = [] }) {
  return html`
    <section class="account-state">
      <h4>${name} <span class="outcome ${state}"><span aria-hidden="true">${MARKS[state]}</span> ${state}</span></h4>
      <p class="fine">Serves ${serves}${owner ? `, owned by ${owner}` : ''}${Object.entries(facts)
        .map(([fact, value]) => ` · ${fact.replaceAll('_', ' ')}: ${value}`)}</p>
      ${why.map((each) => html`<p class="fine">Closed: ${each}.</p>`)}
      ${rests.map(({ offer, until, why: cause }) => html`
        <p class="fine"><b>${offer.slice(offer.indexOf('/') + 1)}</b> cools down${until ? html` for <fw-until at=${until}></fw-until>` : ''}: ${cause}.</p>`)}
    </section>`;
}

/** Those that hold today for one of the accounts here. */
function limits(provider, { learned }) {
  const now = provider.limits.filter(({ holds, applies_to: to }) => holds === 'today' && to.length > 0);
  if (now.length === 0) return html`<p class="muted">No limit holds here today.</p>`;
  return html`
    <table class="rows stacks terms">
      <caption class="unseen">Limits of ${provider.name}</caption>
      <thead><tr><th scope="col">Limit</th><th scope="col">Is</th><th scope="col">Known from</th><th scope="col">Learned here</th></tr></thead>
      <tbody>${now.map((limit) => html`
        <tr>
          <td data-name="Limit"><div><b>${limit.id}</b>${limit.tier && limit.tier !== '*' ? html`<span class="fine">${limit.tier}</span>` : ''}</div></td>
          <td data-name="Is">${limit.words}</td>
          <td data-name="Known from"><div>${limit.source}<span class="fine">${limit.certainty}, read ${limit.checked}</span></div></td>
          <td data-name="Learned">${lessons(limit, learned.filter((each) =>
            each.provider === provider.id && each.limit === limit.id))}</td>
        </tr>`)}</tbody>
    </table>`;
}

function lessons({ meter }, learned) {
  if (learned.length === 0) return '';
  return html`<div class="lessons">${learned.map(({ model, amount, evidence }) => html`
    <span>${quantity(meter, amount)}${model === '*' ? '' : ` of ${model}`}<span class="fine">${evidence}</span></span>`)}</div>`;
}
