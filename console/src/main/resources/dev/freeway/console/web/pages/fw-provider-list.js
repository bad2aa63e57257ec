import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Live, polled } from '../live.js';
import { get } from '../api.js';
import { heard } from '../clock.js';
import { number } from '../format.js';
import { Light } from '../ui/light.js';
import { providerCard } from './provider-card.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

/** The gateway's accounts with each provider: how they are, their limits, and where that is known from. */
class ProviderList extends Light {
  static properties = { known: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.live = new Live(this, polled('/api/routing'));
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  /** The terms change by the day; what is learned and rests is asked for again and again. */
  async #load() {
    await this.attempt(async () => {
      this.known = await get('/api/providers');
      heard(this.known.at);
    });
  }

  render() {
    const { page, problem } = this.live;
    return html`
      <h2 class="section">Accounts for everybody here</h2>
      ${page && this.known ? html`<fw-notice .problem=${problem}></fw-notice>${all(this.known.providers, page[0])}` : html`
        <fw-state kind=${this.problem ?? problem ? 'error' : 'loading'} .problem=${this.problem ?? problem}
                  @again=${() => { this.#load(); this.live.begin(); }}></fw-state>`}`;
  }
}

function all(providers, routing) {
  const [used, others] = [true, false]
    .map((has) => providers.filter(({ accounts }) => accounts.length > 0 === has));
  return html`
    ${used.length === 0 ? html`<fw-state kind="empty" heading="No account yet"
      words="Name one in the configuration file, or bring one here."></fw-state>` : ''}
    ${repeat(used, ({ id }) => id, (provider) => providerCard(provider, routing))}
    ${others.length === 0 ? '' : html`
      <details class="others"><summary>${number(others.length)} more in the catalog, without an account here</summary>
        <ul class="tags">${others.map(({ name, state }) => html`
          <li class="tag">${name}${state === 'retired' ? ', retired' : ''}</li>`)}</ul></details>`}`;
}

customElements.define('fw-provider-list', ProviderList);
