import { html } from 'lit';
import { get } from '../api.js';
import { invitation, signIn } from '../session.js';
import { Light } from './light.js';
import './fw-notice.js';

/**
 * By name and password, by a provider that knows who it is, or by a token; and where nobody runs
 * the gateway yet, by its setup code. Says `signed-in` when that is done.
 */
class SignIn extends Light {
  static properties = {
    problem: { state: true },
    busy: { state: true },
    ways: { state: true },
    begun: { state: true },
  };

  async connectedCallback() {
    super.connectedCallback();
    this.invitation = invitation();
    try {
      const ways = await get('/api/session');
      if (ways.setup) await import('../pages/fw-first-run.js');
      if (this.invitation) await import('../pages/fw-join.js');
      this.ways = ways;
    } catch (refused) {
      this.problem = refused;
      this.ways = {};
    }
  }

  async #send(event) {
    event.preventDefault();
    const form = event.target;
    await this.busily(async () => {
      await signIn(Object.fromEntries(new FormData(form)));
      form.reset();
      this.dispatchEvent(new CustomEvent('signed-in'));
    });
  }

  render() {
    if (!this.ways) return '';
    const done = () => this.dispatchEvent(new CustomEvent('signed-in'));
    if (this.ways.setup) return this.#first(done);
    if (this.invitation) {
      return html`<fw-join .code=${this.invitation} .openid=${this.ways.openid} @done=${done}></fw-join>`;
    }
    return this.#door();
  }

  #first(done) {
    return html`
      <div class="door card">
        <fw-first-run @begun=${() => { this.begun = true; }} @done=${done}></fw-first-run>
        <fw-notice .problem=${this.problem}></fw-notice>
        ${this.begun ? '' : this.#byToken()}
      </div>`;
  }

  #door() {
    return html`
      <div class="door card">
        <h1>Sign in</h1>
        <p class="muted">What can still be called for free, and who may call it.</p>
        <fw-notice .problem=${this.problem}></fw-notice>
        ${this.ways?.openid ? html`
          <a class="button wide" href="/login/openid?return_to=console">Sign in with ${this.ways.openid}</a>
          <p class="or" aria-hidden="true">or</p>` : ''}
        <form @submit=${this.#send}>
          <label>Name <input name="name" autocomplete="username" required
                             autocapitalize="none" spellcheck="false"></label>
          <label>Password <input name="password" type="password" required
                                 autocomplete="current-password"></label>
          <button class="main" ?disabled=${this.busy}>Sign in</button>
        </form>
        ${this.#byToken()}
      </div>`;
  }

  #byToken() {
    return html`
      <details>
        <summary>Use a token instead</summary>
        <form @submit=${this.#send}>
          <label>Token <input name="token" type="password" required autocomplete="off"
                              spellcheck="false" placeholder="fw_…"></label>
          <p class="fine">An admin token shows everything; one that asks models shows what it
            has left. It is kept in a cookie that no script can read, for 12 hours.</p>
          <button ?disabled=${this.busy}>Sign in with it</button>
        </form>
      </details>`;
  }
}

customElements.define('fw-sign-in', SignIn);
