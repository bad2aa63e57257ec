import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { all, remove } from '../api.js';
import { now } from '../clock.js';
import { moment, short } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './fw-new-token.js';

/** One's tokens: what each may do, and its end. */
class Tokens extends Light {
  static properties = {
    me: { attribute: false },
    tokens: { state: true },
    problem: { state: true },
    ended: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      this.tokens = await all('/api/tokens');
    });
  }

  async #revoke(token) {
    const sure = await this.querySelector('fw-confirm').ask(
      `Revoke ${token.label || token.start + '…'}?`,
      token.id === this.me.token_id
        ? 'It is the login of this page: you are signed out with it.'
        : 'What uses it is refused from now on. This cannot be undone.',
      'Revoke',
    );
    if (!sure) return;
    await this.attempt(async () => {
      await remove(`/api/tokens/${encodeURIComponent(token.id)}`);
      await this.#load();
    });
  }

  #make() {
    this.querySelector('fw-new-token').open();
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Tokens</h1>
          <p class="muted">What programs ask by. Each has its own scopes, models, budgets and end.</p>
        </div>
        <button type="button" class="main" @click=${this.#make}>Create a token</button>
      </div>
      ${this.#body()}
      <fw-new-token .me=${this.me} @made=${() => this.#load()}></fw-new-token>
      <fw-confirm></fw-confirm>`;
  }

  #body() {
    if (!this.tokens) {
      return html`<fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                            @again=${() => this.#load()}></fw-state>`;
    }
    const shown = this.tokens.filter((token) => this.ended || lives(token));
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      <form class="filters" @submit=${(event) => event.preventDefault()}>
        <label class="check"><input type="checkbox"
          @change=${(event) => { this.ended = event.target.checked; }}> also those that have ended</label>
        <span class="muted count" role="status">${shown.length} of ${this.tokens.length}</span>
      </form>
      <div class="card">${shown.length === 0 ? html`
        <fw-state kind="empty" heading="No token yet"
                  words="Create one, and it is shown once; a program asks models by it."></fw-state>`
        : this.#table(shown)}</div>`;
  }

  #table(tokens) {
    return html`
      <table class="rows stacks">
        <caption class="unseen">Your tokens</caption>
        <thead><tr>
          <th scope="col">Token</th><th scope="col">May</th><th scope="col">Models and budgets</th>
          <th scope="col">Last used</th><th scope="col">Ends</th>
          <th scope="col"><span class="unseen">Action</span></th>
        </tr></thead>
        <tbody>${repeat(tokens, ({ id }) => id, (token) => this.#row(token))}</tbody>
      </table>`;
  }

  #row(token) {
    const name = token.label || (token.session ? 'login' : 'without a label');
    return html`
      <tr>
        <td data-name="Token"><div><b>${name}</b>
          ${token.id === this.me.token_id ? html`<span class="tag strong">this page</span>` : ''}
          <span class="fine"><code>${token.start}…</code>${whose(token, this.me)}</span></div></td>
        <td data-name="May"><div class="tags">${token.scopes.map((scope) => html`<span class="tag">${scope}</span>`)}</div></td>
        <td data-name="Models"><div>${token.models.length ? token.models.join(', ') : 'every model'}
          ${token.budgets.map((budget) => html`<span class="fine">${said(budget)}</span>`)}
          ${token.networks.length ? html`<span class="fine">from ${token.networks.join(', ')}</span>` : ''}</div></td>
        <td data-name="Last used" class="when">${token.last_used_at ? moment(token.last_used_at, now()) : 'not yet'}</td>
        <td data-name="Ends" class="when">${ends(token)}</td>
        <td>${lives(token) ? html`
          <button type="button" class="grave" aria-label="Revoke ${name}"
                  @click=${() => this.#revoke(token)}>Revoke</button>` : ''}</td>
      </tr>`;
  }
}

/** Whose limits it uses, where that is not oneself, and for what. */
function whose({ holder, project }, { id }) {
  return [holder === id ? '' : holder, project].filter(Boolean).map((word) => ` · ${word}`).join('');
}

function said({ amount, meter, per }) {
  return `${short(amount)} ${meter.replaceAll('_', ' ')} a ${per}`;
}

function lives({ revoked_at: revoked, expires_at: expires }) {
  return !revoked && (!expires || Date.parse(expires) > now());
}

function ends({ revoked_at: revoked, expires_at: expires }) {
  if (revoked) return `revoked ${moment(revoked, now())}`;
  return expires ? moment(expires, now()) : 'never';
}

customElements.define('fw-tokens', Tokens);
