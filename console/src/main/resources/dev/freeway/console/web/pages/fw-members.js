import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { patch, post, remove } from '../api.js';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { filled, planOptions } from './fw-form.js';
import { Listing } from './listing.js';

const ROLES = ['member', 'operator'];

/** Members for who runs this; oneself for everybody else. */
class Members extends Listing {
  path = '/api/members';

  hint = 'name, e-mail, plan';

  none = ['Nobody yet', 'Add somebody, or invite them.'];

  text({ name, email, plan, role, state }) {
    return [name, email, plan, role, state].join(' ');
  }

  adding() {
    return this.operates
      ? html`<button type="button" class="main" @click=${this.#add}>Add a member</button>` : '';
  }

  #add() {
    this.form({
      heading: 'Add a member',
      deed: 'Add',
      fields: () => html`
        <label>Name <input name="name" required maxlength="39" autofocus autocapitalize="none" spellcheck="false">
          <span class="fine">Of a–z, 0–9 and -; it stays taken for ever.</span></label>
        <label>E-mail <input name="email" type="email" placeholder="may be left out"></label>
        <div class="pair two">
          <label>Plan <select name="plan">${planOptions(this.plans, 'personal')}</select></label>
          <label>Role <select name="role">${ROLES.map((role) => html`<option>${role}</option>`)}</select></label>
        </div>`,
      send: async (form) => {
        const made = await post(this.path, filled(form));
        await this.load();
        return html`
          <h2 id="form-heading">${made.name} is a member</h2>
          <p>Here is a first token, shown this once. Set a password, so that they can sign in here.</p>
          <fw-copy .text=${made.token}></fw-copy>`;
      },
    });
  }

  #change(person) {
    const own = person.name === this.me.id;
    this.form({
      heading: own ? 'Change yourself' : `Change ${person.name}`,
      deed: 'Save',
      fields: () => html`
        <label>E-mail <input name="email" type="email" value=${person.email}></label>
        ${this.operates ? html`
          <div class="pair two">
            <label>Plan <select name="plan">${planOptions(this.plans, person.plan)}</select></label>
            <label>Role <select name="role">${ROLES.map((role) => html`
              <option ?selected=${role === person.role}>${role}</option>`)}</select></label>
          </div>` : ''}
        <label>New password <input name="password" type="password" minlength="12" maxlength="128"
                                   autocomplete="new-password" placeholder="as it is">
          <span class="fine">At least 12 characters. Changing it ends all logins${own ? ', this one too' : ''}.</span></label>`,
      also: () => (this.operates ? html`
        <button type="button" class="grave apart" @click=${() => this.#remove(person)}>Remove</button>` : ''),
      send: async (form) => {
        await patch(this.#at(person), changed(form, person));
        await this.load();
      },
    });
  }

  #at({ name }) {
    return `${this.path}/${encodeURIComponent(name)}`;
  }

  #remove(person) {
    this.querySelector('fw-form').close();
    return this.sure(
      `Remove ${person.name}?`,
      'All tokens, keys and projects of theirs end at once. The name stays taken, and the audit stays. '
        + 'This cannot be undone.',
      'Remove',
      () => remove(this.#at(person)),
    );
  }

  #turn(person, state) {
    const done = () => patch(this.#at(person), { state });
    return state === 'active' ? this.doing(done) : this.sure(
      `Disable ${person.name}?`,
      'All tokens of theirs are refused until you enable them again.',
      'Disable',
      done,
    );
  }

  list(people) {
    return html`
      <div class="card">
        <table class="rows stacks">
          <caption class="unseen">Members</caption>
          <thead><tr>
            <th scope="col">Member</th><th scope="col">Plan</th><th scope="col">State</th>
            <th scope="col">Signs in</th><th scope="col">Since</th>
            <th scope="col"><span class="unseen">Actions</span></th>
          </tr></thead>
          <tbody>${repeat(people, ({ id }) => id, (person) => this.#row(person))}</tbody>
        </table>
      </div>`;
  }

  #row(person) {
    const { name, email, email_verified: verified, role, plan, state, logs_in: logsIn } = person;
    const active = state === 'active';
    return html`
      <tr>
        <td data-name="Member"><div><b>${name}</b>
          ${role === 'operator' ? html`<span class="tag strong">operator</span>` : ''}
          ${name === this.me.id ? html`<span class="tag">you</span>` : ''}
          ${email ? html`<span class="fine">${email}${verified ? '' : ' · not verified'}</span>` : ''}</div></td>
        <td data-name="Plan">${plan || html`<span class="muted">none</span>`}</td>
        <td data-name="State">${active ? 'active' : html`<b>disabled</b>`}</td>
        <td data-name="Signs in">${logsIn ? 'yes' : html`<span class="muted">not yet</span>`}</td>
        <td data-name="Since" class="when">${moment(person.created_at, now())}</td>
        <td><div class="deeds">
          ${this.operates && name !== this.me.id ? html`
            <button type="button" aria-label="${active ? 'Disable' : 'Enable'} ${name}"
              @click=${() => this.#turn(person, active ? 'suspended' : 'active')}>${active ? 'Disable' : 'Enable'}</button>` : ''}
          <button type="button" aria-label="Change ${name}" @click=${() => this.#change(person)}>Change</button></div></td>
      </tr>`;
  }
}

/** @returns {object} only what is other than before */
function changed(form, person) {
  const body = {};
  for (const name of ['email', 'plan', 'role']) {
    if (form.has(name) && form.get(name) !== person[name]) body[name] = form.get(name);
  }
  if (form.get('password')) body.password = form.get('password');
  return body;
}

customElements.define('fw-members', Members);
