import { html } from 'lit';
import { all } from '../api.js';
import { Light } from '../ui/light.js';
import '../ui/fw-state.js';
import './fw-invitations.js';
import './fw-members.js';
import './fw-organisations.js';
import './fw-projects.js';

/** Who is served: people, organisations, projects and invitations, each a part with an address. */
class People extends Light {
  static properties = {
    me: { attribute: false },
    part: { attribute: false },
    plans: { state: true },
    problem: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      this.plans = await all('/api/plans');
    });
  }

  get #parts() {
    return [
      ['', this.me.role === 'operator' ? 'Members' : 'You'],
      ['organisations', 'Organisations'],
      ['projects', 'Projects'],
      ['invitations', 'Invitations'],
    ];
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>People</h1>
          <p class="muted">${this.me.role === 'operator'
            ? 'Who is served here, and by which plan.'
            : 'You, your organisations, and who is in them.'}</p>
        </div>
      </div>
      <nav class="parts" aria-label="Parts of this page">
        ${this.#parts.map(([part, name]) => html`
          <a href="/console/people${part && `/${part}`}"
             aria-current=${part === this.part ? 'page' : 'false'}>${name}</a>`)}
      </nav>
      ${this.plans ? this.#part() : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.#load()}></fw-state>`}`;
  }

  #part() {
    const { me, plans } = this;
    switch (this.part) {
      case '': return html`<fw-members .me=${me} .plans=${plans}></fw-members>`;
      case 'organisations': return html`<fw-organisations .me=${me} .plans=${plans}></fw-organisations>`;
      case 'projects': return html`<fw-projects .me=${me}></fw-projects>`;
      case 'invitations': return html`<fw-invitations .me=${me} .plans=${plans}></fw-invitations>`;
      default: return html`<fw-state kind="empty" heading="There is no such part"
                                     words="The address names none of this page."></fw-state>`;
    }
  }
}

customElements.define('fw-people', People);
