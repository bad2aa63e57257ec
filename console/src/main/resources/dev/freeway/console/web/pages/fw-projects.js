import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { post, remove } from '../api.js';
import { now } from '../clock.js';
import { moment } from '../format.js';
import { filled } from './fw-form.js';
import { Listing } from './listing.js';

/** Projects: tokens are made for them, and usage is told by them. */
class Projects extends Listing {
  path = '/api/projects';

  hint = 'project, account';

  none = ['No project yet', 'Begin one, and make tokens for it: usage is told by project.'];

  text({ id }) {
    return id;
  }

  adding() {
    return html`<button type="button" class="main" @click=${this.#begin}>Begin a project</button>`;
  }

  #begin() {
    this.form({
      heading: 'Begin a project',
      deed: 'Begin',
      fields: () => html`
        <label>Name <input name="name" required maxlength="39" autofocus autocapitalize="none" spellcheck="false"></label>
        <label>Of <select name="holder">
          <option value=${this.me.id}>yourself</option>
          ${this.me.organisations.map((name) => html`<option>${name}</option>`)}</select></label>`,
      send: async (form) => {
        await post(this.path, filled(form));
        await this.load();
      },
    });
  }

  #end({ holder, name }) {
    return this.sure(`End ${name}?`, `All tokens of ${holder} for it end at once. This cannot be undone.`, 'End',
      () => remove(`${this.path}/${encodeURIComponent(holder)}/${encodeURIComponent(name)}`));
  }

  list(found) {
    return html`
      <div class="card">
        <table class="rows stacks">
          <caption class="unseen">Projects</caption>
          <thead><tr><th scope="col">Project</th><th scope="col">Of</th><th scope="col">Since</th>
            <th scope="col"><span class="unseen">Action</span></th></tr></thead>
          <tbody>${repeat(found, ({ id }) => id, (project) => html`
            <tr>
              <td data-name="Project"><b>${project.name}</b></td>
              <td data-name="Of">${project.holder}</td>
              <td data-name="Since" class="when">${moment(project.created_at, now())}</td>
              <td><div class="deeds"><button type="button" class="grave" aria-label="End ${project.id}"
                          @click=${() => this.#end(project)}>End</button></div></td>
            </tr>`)}</tbody>
        </table>
      </div>`;
  }
}

customElements.define('fw-projects', Projects);
