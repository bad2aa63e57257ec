import { html } from 'lit';
import { Live, polled } from '../live.js';
import { heard, now } from '../clock.js';
import { moment } from '../format.js';
import { Light } from '../ui/light.js';
import { limitRow } from '../ui/limit-row.js';
import '../ui/fw-state.js';
import '../ui/fw-notice.js';

/** What a member has left of its plan, and how long that lasts. */
class OwnLimits extends Light {
  static properties = { me: { attribute: false } };

  constructor() {
    super();
    this.live = new Live(this, polled('/v1/key', '/v1/usage?group_by=day'));
  }

  render() {
    const { page, problem } = this.live;
    return html`
      <div class="page-head"><h1>What you can still call, for free</h1>
        ${page ? this.#asOf(page[1], problem) : ''}</div>
      ${page ? html`<fw-notice .problem=${problem}></fw-notice>${this.#limits(page)}` : html`
        <fw-state kind=${problem ? 'error' : 'loading'} .problem=${problem}
                  @again=${() => this.live.begin()}></fw-state>`}`;
  }

  #asOf({ at }, problem) {
    heard(at);
    return html`<p class="live ${problem ? 'stale' : ''}">${problem ? 'Not live' : 'Live'} · as of
      ${moment(at, now())}</p>`;
  }

  #limits([{ data }, { runway }]) {
    if (data.limits.length === 0) {
      return html`<fw-state kind="empty" heading="Nothing is limited for you"
        words=${data.plan ? `Your plan ${data.plan} has no limits of its own.` : 'You have no plan; ask the operator for one.'}></fw-state>`;
    }
    const spent = new Map(runway.map((each) => [`${each.model}\n${each.limit}`, each.spent_at]));
    const paced = data.limits.map((limit) =>
      ({ ...limit, spent_at: spent.get(`${limit.model}\n${limit.limit}`) }));
    const models = [...Map.groupBy(paced, ({ model }) => model)];
    return html`
      <section class="card">
        <h2>Plan ${data.plan}</h2>
        ${models.map(([model, limits]) => group(model, limits))}
      </section>`;
  }
}

function group(model, limits) {
  const named = model === '*' ? 'Every model' : model;
  return html`
    <section class="model" aria-label=${named}>
      <h3>${named}</h3>
      <ul>${limits.map((limit) => limitRow(limit, named))}</ul>
    </section>`;
}

customElements.define('fw-own-limits', OwnLimits);
