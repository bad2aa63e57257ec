import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { all } from '../api.js';
import { amount, meterName, number, quantity } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-state.js';

const NAMED_MAX = 12;

/** What can be granted: each plan with its limits, and who has it for who runs this. */
class Plans extends Light {
  static properties = { me: { attribute: false }, found: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const operates = this.me.role === 'operator' && this.me.scopes.includes('admin:read');
    const lists = operates ? ['/api/members', '/api/organisations'] : [];
    await this.attempt(async () => {
      const [plans, ...holders] = await Promise.all(['/api/plans', ...lists].map((path) => all(path)));
      this.found = { plans, holders: operates ? Map.groupBy(holders.flat(), ({ plan }) => plan) : undefined };
    });
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Plans</h1>
          <p class="muted">The free tiers this gateway grants. ${this.me.plan
            ? html`Yours is <b>${this.#mine()}</b>.` : 'You have none.'}</p>
        </div>
      </div>
      ${this.found ? this.#all(this.found) : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.#load()}></fw-state>`}`;
  }

  #mine() {
    return this.found?.plans.find(({ id }) => id === this.me.plan)?.name ?? this.me.plan;
  }

  #all({ plans, holders }) {
    if (plans.length === 0) {
      return html`<fw-state kind="empty" heading="No plan" words="A file in plans/ makes one."></fw-state>`;
    }
    const mineFirst = plans.toSorted((a, b) => (b.id === this.me.plan) - (a.id === this.me.plan));
    return repeat(mineFirst, ({ id }) => id,
      (plan) => one(plan, holders && (holders.get(plan.id) ?? []), plan.id === this.me.plan));
  }
}

function one({ id, name, limits }, holders, mine) {
  const wide = limits.filter(({ models, tier }) => models === '*' && tier === '*');
  return html`
    <details class="card fold" ?open=${mine}>
      <summary>
        <h2>${name}</h2>
        <span class="muted"><code>${id}</code> · ${number(limits.length)} ${limits.length === 1 ? 'limit' : 'limits'}</span>
        ${mine ? html`<span class="tag strong">yours</span>` : ''}
        ${holders ? html`<span class="muted end">${on(holders.length)}</span>` : ''}
        ${wide.length ? html`<span class="fine gist">${wide.slice(0, 3).map(said).join(' · ')}</span>` : ''}
      </summary>
      ${holders?.length ? html`
        <p class="held"><span class="muted">Granted to</span> ${holders.slice(0, NAMED_MAX).map((holder) => holder.name).join(', ')}${
          holders.length > NAMED_MAX ? ` and ${number(holders.length - NAMED_MAX)} more` : ''}</p>` : ''}
      ${table(name, limits)}
    </details>`;
}

function on(many) {
  return many === 0 ? 'nobody has it' : `${number(many)} ${many === 1 ? 'has' : 'have'} it`;
}

/** Such as `10,000 requests a calendar day (UTC)`. */
function said({ meter, amount: most, shape }) {
  return `${quantity(meter, most)} ${shape}`;
}

/** By the models they are of; what holds of all comes first, as the plan's file has it. */
function table(name, limits) {
  if (limits.length === 0) return html`<p class="muted">It has no limits of its own.</p>`;
  const groups = Map.groupBy(limits, ({ models, tier }) => of(models, tier));
  return html`
    <table class="rows plan-limits">
      <caption class="unseen">Limits of ${name}</caption>
      <thead class="unseen"><tr><th scope="col">At most</th><th scope="col">Of what, and how</th></tr></thead>
      ${[...groups].map(([models, rows]) => html`
        <tbody>
          <tr><th scope="rowgroup" colspan="2">${models}</th></tr>
          ${rows.map(({ limit, meter, amount: most, shape }) => html`
            <tr>
              <td class="figure">${amount(meter, most)}</td>
              <td>${meter === 'micro_dollars' ? '' : meterName(meter)} ${shape} <code class="fine">${limit}</code></td>
            </tr>`)}
        </tbody>`)}
    </table>`;
}

function of(models, tier) {
  if (tier === '*') return models === '*' ? 'Every model' : models;
  return models === '*' ? `Models of tier ${tier}` : `${models}, as of tier ${tier}`;
}

customElements.define('fw-plans', Plans);
