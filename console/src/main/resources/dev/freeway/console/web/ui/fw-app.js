import { html } from 'lit';
import { get, remove } from '../api.js';
import { PAGES, shows } from '../pages.js';
import { invitation } from '../session.js';
import { Light } from './light.js';
import './fw-menu.js';
import './fw-sign-in.js';
import './fw-state.js';
import './fw-theme.js';

const BASE = '/console/';

/** The frame: who is signed in, the navigation, and the page that its address names. */
class App extends Light {
  static properties = {
    me: { state: true },
    phase: { state: true },
    problem: { state: true },
    page: { state: true },
    rest: { state: true },
  };

  constructor() {
    super();
    this.phase = 'loading';
    this.page = null;
    this.rest = '';
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', () => this.#route());
    window.addEventListener('freeway-signed-out', () => this.#show('out'));
    this.addEventListener('click', (event) => this.#follow(event));
    this.#enter();
  }

  async #enter() {
    this.#show('loading');
    try {
      this.me = await get('/api/me');
      this.invitation = invitation();
      if (this.invitation) await import('../pages/fw-join.js');
      this.phase = 'in';
      await this.#route();
    } catch (refused) {
      this.problem = refused;
      this.#show(refused.status === 401 ? 'out' : 'failed');
    }
  }

  #show(phase) {
    this.phase = phase;
    if (phase === 'out') document.title = 'Sign in · Freeway';
  }

  /** Shows the page of the address; its modules are loaded when it is first seen. */
  async #route() {
    const path = location.pathname.slice(BASE.length).replace(/\/$/, '');
    if (path === '') {
      history.replaceState(null, '', BASE + PAGES[0].path + location.hash);
      return this.#route();
    }
    const [first, ...rest] = path.split('/');
    const page = PAGES.find((each) => each.path === first);
    document.title = `${page?.title ?? 'No such page'} · Freeway`;
    try {
      await page?.load();
      this.page = page;
      this.rest = rest.map(decodeURIComponent).join('/');
    } catch {
      this.problem = new Error('A part of it is not there any more: the gateway may be a newer one.');
      this.phase = 'failed';
    }
  }

  /** Links to our pages change the page without leaving it. */
  async #follow(event) {
    const link = event.target.closest?.('a[href]');
    const elsewhere = event.defaultPrevented || event.button || event.metaKey || event.ctrlKey
      || event.shiftKey || link?.target || link?.origin !== location.origin;
    if (!link || elsewhere || !link.pathname.startsWith(BASE)) return;
    event.preventDefault();
    if (link.hash) {
      this.querySelector(link.hash)?.focus();
      return;
    }
    history.pushState(null, '', link.href);
    await this.#route();
    await this.updateComplete;
    this.querySelector('main')?.focus();
  }

  /** What was made for this tab ends with it. */
  async #leave() {
    const ends = [];
    window.dispatchEvent(new CustomEvent('freeway-leaving', { detail: ends }));
    await Promise.all(ends.map((end) => end()));
    try {
      await remove('/api/session');
    } finally {
      this.me = undefined;
      this.#show('out');
    }
  }

  render() {
    const inside = this.phase === 'in';
    return html`
      <a class="skip" href="/console/#main">Skip to the content</a>
      <header class="bar ${inside ? 'side' : ''}">
        <a class="brand" href="/console/home">${mark()}<span>Freeway</span></a>
        ${inside ? html`
          <fw-menu .me=${this.me} .page=${this.page} @leave=${() => this.#leave()}></fw-menu>`
        : html`<fw-theme></fw-theme>`}
      </header>
      <main id="main" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    if (this.phase === 'out') {
      return html`<fw-sign-in @signed-in=${() => this.#enter()}></fw-sign-in>`;
    }
    if (this.phase === 'failed') {
      return html`<fw-state kind="error" .problem=${this.problem}
                            @again=${() => location.reload()}></fw-state>`;
    }
    if (this.invitation) {
      return html`<fw-join .me=${this.me} .code=${this.invitation} @done=${() => this.#enter()}></fw-join>`;
    }
    if (this.phase === 'loading' || this.page === null) {
      return html`<fw-state kind="loading"></fw-state>`;
    }
    const page = this.page && shows(this.page, this.me) ? this.page : undefined;
    return page?.draw(this.me, this.rest) ?? html`
      <fw-state kind="empty" heading="There is no such page"
                words="The address names none of the console."></fw-state>`;
  }
}

function mark() {
  return html`
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" class="mark">
      <rect width="32" height="32" rx="8"></rect>
      <path d="M9 25 13 7h6l4 18M16 11v3m0 4v3"></path>
    </svg>`;
}

customElements.define('fw-app', App);
