import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { all, remove } from '../api.js';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';
import './fw-new-alert.js';

/** Who is told when a limit of one's own runs low. */
class Alerts extends Light {
  static properties = { me: { attribute: false }, alerts: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      this.alerts = await all('/api/alerts');
    });
  }

  async #remove(alert) {
    const sure = await this.querySelector('fw-confirm').ask(
      'Remove this alert?', `${where(alert)} is no longer told of ${what(alert)}.`, 'Remove');
    if (!sure) return;
    await this.attempt(async () => {
      await remove(`/api/alerts/${encodeURIComponent(alert.id)}`);
      await this.#load();
    });
  }

  get #changes() {
    return this.me.scopes.includes('admin:write');
  }

  render() {
    return html`
      <section class="card">
        <div class="card-head">
          <h2>Alerts</h2>
          ${this.#changes ? html`
            <button type="button" @click=${() => this.querySelector('fw-new-alert').open()}>Add an alert</button>` : ''}
        </div>
        ${this.#body()}
      </section>
      <fw-new-alert .me=${this.me} @made=${() => this.#load()}></fw-new-alert>
      <fw-confirm></fw-confirm>`;
  }

  #body() {
    if (!this.alerts) {
      return html`<fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                            @again=${() => this.#load()}></fw-state>`;
    }
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      ${this.alerts.length === 0 ? html`
        <p class="muted">Nobody is told when a limit runs low. An alert tells a webhook or you by mail, once a window.</p>`
        : this.#table()}`;
  }

  #table() {
    return html`
      <table class="rows stacks">
        <caption class="unseen">Alerts</caption>
        <thead><tr>
          <th scope="col">Tells</th><th scope="col">Of</th><th scope="col">When</th>
          <th scope="col">Since</th><th scope="col"><span class="unseen">Action</span></th>
        </tr></thead>
        <tbody>${repeat(this.alerts, ({ id }) => id, (alert) => html`
          <tr>
            <td data-name="Tells"><div>${where(alert)}
              ${alert.problem ? html`<span class="fine trouble">Not sent: ${alert.problem}</span>` : ''}</div></td>
            <td data-name="Of"><div>${limits(alert)}<span class="fine">of ${alert.of}</span></div></td>
            <td data-name="When">${when(alert)}</td>
            <td data-name="Since" class="when">${moment(alert.created_at, now())}</td>
            <td>${this.#changes ? html`
              <button type="button" class="grave" aria-label="Remove the alert to ${where(alert)}"
                      @click=${() => this.#remove(alert)}>Remove</button>` : ''}</td>
          </tr>`)}</tbody>
      </table>`;
  }
}

function where({ to, mail_to: person }) {
  return to || `mail to ${person}`;
}

function limits({ limit }) {
  return limit === '*' ? 'every limit of an hour or longer' : limit;
}

function when({ at }) {
  return at === 'forecast' ? 'it will be spent before it resets' : `${at} of it is used`;
}

function what(alert) {
  return `${limits(alert)} of ${alert.of}`;
}

customElements.define('fw-alerts', Alerts);
