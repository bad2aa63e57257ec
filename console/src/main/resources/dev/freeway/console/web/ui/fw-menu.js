import { html } from 'lit';
import { PAGES, shows } from '../pages.js';
import { Light } from './light.js';
import './fw-theme.js';

const GROUPS = ['Use', 'Watch', 'Manage'];
const WIDE = matchMedia('(min-width: 62rem)');

/**
 * The pages by group, and who is signed in: beside the page where there is room, else behind a
 * button. Says `leave` when somebody signs out.
 */
class Menu extends Light {
  static properties = { me: { attribute: false }, page: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    WIDE.addEventListener('change', this.close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    WIDE.removeEventListener('change', this.close);
  }

  get #panel() {
    return this.querySelector('.menu');
  }

  close = () => this.#panel?.hidePopover();

  /** Whoever tabs on past its end wants the page. */
  #left({ relatedTarget }) {
    const on = relatedTarget && !this.#panel.contains(relatedTarget);
    if (on && !relatedTarget.matches('.menu-button')) this.close();
  }

  #follow({ target }) {
    if (target.closest('a')) this.close();
  }

  render() {
    return html`
      <button type="button" class="menu-button" popovertarget="menu">${lines()}Menu</button>
      <div id="menu" class="menu" popover @focusout=${this.#left} @click=${this.#follow}>
        <nav aria-label="Pages">${GROUPS.map((group) => this.#group(group))}</nav>
        ${this.#account()}
      </div>`;
  }

  #group(name) {
    const pages = PAGES.filter((page) => page.group === name && shows(page, this.me));
    return pages.length === 0 ? '' : html`
      <h2 id="menu-${name}">${name}</h2>
      <ul aria-labelledby="menu-${name}">
        ${pages.map((page) => html`
          <li><a href="/console/${page.path}"
                 aria-current=${page === this.page ? 'page' : 'false'}>${page.title}</a></li>`)}
      </ul>`;
  }

  #account() {
    return html`
      <div class="account">
        <p class="who"><span class="unseen">Signed in as </span><b>${this.me.id}</b>
          <span class="fine">${this.me.role}</span></p>
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new CustomEvent('leave'))}>Sign out</button>
        <fw-theme></fw-theme>
      </div>`;
  }
}

function lines() {
  return html`
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" class="lines">
      <path d="M2 4h12M2 8h12M2 12h12"></path>
    </svg>`;
}

customElements.define('fw-menu', Menu);
