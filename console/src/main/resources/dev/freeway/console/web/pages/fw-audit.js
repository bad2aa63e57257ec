import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get } from '../api.js';
import { now } from '../clock.js';
import { moment, number } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

const PAGE = 50;
const KINDS = [
  'person', 'organisation', 'project', 'token', 'invitation', 'credit_grant', 'invoice', 'payment', 'ceilings',
  'alert', 'own_account', 'sharing_consent', 'identity',
];

/** Who changed what, newest first; older lines when they are wanted. */
class Audit extends Light {
  static properties = {
    lines: { state: true },
    next: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  #sought = {};

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  /** Only the last answer counts, whichever comes first. */
  async #load(after = '') {
    const sought = this.#sought;
    await this.busily(async () => {
      const page = await get(`/api/audit?${new URLSearchParams({ limit: PAGE, after, ...sought })}`);
      if (sought !== this.#sought) return;
      this.lines = after ? [...this.lines, ...page.data] : page.data;
      this.next = page.next;
    });
  }

  #seek(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    this.#sought = Object.fromEntries([...form].map(([name, value]) => [name, value.trim()]));
    this.#load();
  }

  render() {
    return html`
      <div class="page-head">
        <div><h1>Audit</h1><p class="muted">Who changed what of whom is served, newest first. No line of it ever goes.</p></div>
      </div>
      <form class="filters" role="search" @submit=${this.#seek} @change=${this.#seek}>
        <label>By <input name="actor" type="search" placeholder="a person" autocapitalize="none" spellcheck="false"></label>
        <label>Of <select name="kind"><option value="">everything</option>
          ${KINDS.map((kind) => html`<option value=${kind}>${words(kind)}</option>`)}</select></label>
        <label>Named <input name="id" type="search" placeholder="ann, tok_…" autocapitalize="none" spellcheck="false"></label>
        <button>Find</button>
        <span class="muted count" role="status">${this.lines ? shown(this.lines.length, this.next) : ''}</span>
      </form>
      ${this.lines ? this.#list() : html`
        <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                  @again=${() => this.#load()}></fw-state>`}`;
  }

  #list() {
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      <div class="card">${this.lines.length === 0 ? html`
        <fw-state kind="empty" heading="Nothing fits" words="No change was made by that, or of that."></fw-state>` : html`
        <table class="rows stacks">
          <caption class="unseen">Changes</caption>
          <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Did</th>
            <th scope="col" class="of">Of</th></tr></thead>
          <tbody>${repeat(this.lines, ({ sequence }) => sequence, row)}</tbody>
        </table>`}</div>
      ${this.next ? html`
        <div class="actions"><button type="button" ?disabled=${this.busy}
          @click=${() => this.#load(this.next)}>Older</button></div>` : ''}`;
  }
}

function words(kind) {
  return kind.replaceAll('_', ' ');
}

function shown(many, next) {
  return `${number(many)}${next ? ' newest' : ''} ${many === 1 ? 'line' : 'lines'}`;
}

/** A hash says enough by its start. */
function brief(id) {
  return /^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 16)}…` : id;
}

function row({ at, actor, kind, id, what }) {
  const [person, token] = actor.split('/');
  return html`
    <tr>
      <td data-name="When" class="when"><time datetime=${at}>${moment(at, now())}</time></td>
      <td data-name="Who"><div><b>${person}</b>${token ? html`<span class="fine"><code>${token}</code></span>` : ''}</div></td>
      <td data-name="Did">${what}</td>
      <td data-name="Of" class="of"><div>${words(kind)} <span class="fine" title=${id}><code>${brief(id)}</code></span></div></td>
    </tr>`;
}

customElements.define('fw-audit', Audit);
