import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { all, remove } from '../api.js';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { invite } from './inviting.js';
import { Listing } from './listing.js';

/** Who is invited, and has not come yet. */
class Invitations extends Listing {
  path = '/api/invitations';

  hint = 'organisation, e-mail, by whom';

  none = ['Nobody is invited', 'Those who are, and have not come yet, stand here.'];

  static properties = { organisations: { state: true } };

  /** Only an organisation's owner is told its people. */
  async load() {
    const [, organisations] = await Promise.all([super.load(), all('/api/organisations').catch(() => [])]);
    this.organisations = organisations.filter(({ people }) => people).map(({ name }) => name);
  }

  text({ organisation, email, by }) {
    return [organisation, email, by].join(' ');
  }

  adding() {
    return this.operates || this.organisations?.length ? html`
      <button type="button" class="main" @click=${() => this.form(
        invite(this.me, this.plans, this.organisations ?? [], () => this.load()))}>Invite</button>` : '';
  }

  #withdraw({ id, email, organisation }) {
    return this.sure(
      'Withdraw the invitation?',
      `The code ${email ? `that ${email} has` : `to ${organisation || 'this gateway'}`} is good for nothing from then on.`,
      'Withdraw',
      () => remove(`${this.path}/${encodeURIComponent(id)}`),
    );
  }

  list(found) {
    return html`
      <div class="card">
        <table class="rows stacks">
          <caption class="unseen">Open invitations</caption>
          <thead><tr><th scope="col">To</th><th scope="col">As</th><th scope="col">Goes to</th>
            <th scope="col">By</th><th scope="col">Ends</th>
            <th scope="col"><span class="unseen">Action</span></th></tr></thead>
          <tbody>${repeat(found, ({ id }) => id, (one) => this.#row(one))}</tbody>
        </table>
      </div>`;
  }

  #row(one) {
    return html`
      <tr>
        <td data-name="To"><b>${one.organisation || 'this gateway'}</b></td>
        <td data-name="As"><div>${one.role === 'operator' ? 'operator' : one.organisation ? one.rank : 'member'}
          ${one.plan ? html`<span class="fine">${one.plan}</span>` : ''}</div></td>
        <td data-name="Goes to">${one.email || html`<span class="muted">whoever has the link</span>`}</td>
        <td data-name="By">${one.by}</td>
        <td data-name="Ends" class="when">${moment(one.expires_at, now())}</td>
        <td><div class="deeds"><button type="button" class="grave" @click=${() => this.#withdraw(one)}>Withdraw</button></div></td>
      </tr>`;
  }
}

customElements.define('fw-invitations', Invitations);
