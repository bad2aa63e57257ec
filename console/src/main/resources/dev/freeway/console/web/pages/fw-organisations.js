import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { patch, post, remove } from '../api.js';
import { filled, planOptions } from './fw-form.js';
import './fw-organisation.js';
import { invite } from './inviting.js';
import { Listing } from './listing.js';

/** Organisations: those one is in, or all for who runs this. */
class Organisations extends Listing {
  path = '/api/organisations';

  hint = 'name, plan, person';

  none = ['No organisation', 'People who share a plan, projects and invoices make one.'];

  text({ name, plan, people = {} }) {
    return [name, plan, ...Object.keys(people)].join(' ');
  }

  adding() {
    return this.operates
      ? html`<button type="button" class="main" @click=${this.#found}>Found an organisation</button>` : '';
  }

  #found() {
    this.form({
      heading: 'Found an organisation',
      deed: 'Found',
      fields: () => html`
        <label>Name <input name="name" required maxlength="39" autofocus autocapitalize="none" spellcheck="false"></label>
        <label>Plan <select name="plan">${planOptions(this.plans)}</select></label>
        <label>Owner <input name="owner" autocapitalize="none" spellcheck="false" placeholder="a member; may come later"></label>`,
      send: async (form) => {
        await post(this.path, filled(form));
        await this.load();
      },
    });
  }

  #change({ name, plan, state }) {
    const at = `${this.path}/${encodeURIComponent(name)}`;
    this.form({
      heading: `Change ${name}`,
      deed: 'Save',
      fields: () => html`
        <label>Plan <select name="plan">${planOptions(this.plans, plan)}</select></label>
        <label>State <select name="state">
          <option value="active" ?selected=${state === 'active'}>active</option>
          <option value="suspended" ?selected=${state !== 'active'}>disabled: its tokens are refused</option>
        </select></label>`,
      also: () => html`<button type="button" class="grave apart" @click=${() => this.#remove(name, at)}>Remove</button>`,
      send: async (form) => {
        await patch(at, { plan: form.get('plan'), state: form.get('state') });
        await this.load();
      },
    });
  }

  #remove(name, at) {
    this.querySelector('fw-form').close();
    return this.sure(`Remove ${name}?`, 'Its projects, tokens, keys and invitations end at once; its people stay '
      + 'members. This cannot be undone.', 'Remove', () => remove(at));
  }

  list(found) {
    return html`${repeat(found, ({ id }) => id, (one) => html`
      <fw-organisation .me=${this.me} .organisation=${one} .open=${found.length < 4}
        @changed=${() => this.load()}
        @change-it=${() => this.#change(one)}
        @invite=${() => this.form(invite(this.me, this.plans, [one.name], () => {}, one.name))}></fw-organisation>`)}`;
  }
}

customElements.define('fw-organisations', Organisations);
