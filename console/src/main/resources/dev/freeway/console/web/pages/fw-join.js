import { html } from 'lit';
import { post } from '../api.js';
import { signIn } from '../session.js';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';

/** Takes somebody in by the code of an invitation, new or here already. Says `done`. */
class Join extends Light {
  static properties = {
    me: { attribute: false },
    code: { attribute: false },
    openid: { attribute: false },
    token: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  async #send(event) {
    event.preventDefault();
    const who = Object.fromEntries(new FormData(event.target));
    await this.busily(async () => {
      const made = await post('/api/join', { code: this.code, ...who });
      history.replaceState(null, '', '/console/');
      await signIn(who);
      this.token = made.token;
    });
  }

  async #join() {
    await this.attempt(async () => {
      await post('/api/join', { code: this.code });
      this.#done();
    });
  }

  #done() {
    this.token = undefined;
    history.replaceState(null, '', '/console/');
    this.dispatchEvent(new CustomEvent('done'));
  }

  render() {
    const shown = this.token ? this.#in() : this.me ? this.#here() : this.#form();
    return html`<div class="door card">${shown}</div>`;
  }

  #here() {
    return html`
      <h1>You are invited</h1>
      <p class="muted">To an organisation, as <b>${this.me.id}</b>.</p>
      <fw-notice .problem=${this.problem}></fw-notice>
      <button type="button" class="main" @click=${this.#join}>Join it</button>
      <button type="button" class="plain" @click=${this.#done}>Not now</button>`;
  }

  #form() {
    return html`
      <h1>You are invited</h1>
      <p class="muted">Choose a name and a password, and you are in.</p>
      <fw-notice .problem=${this.problem}></fw-notice>
      ${this.openid ? html`
        <a class="button wide" href="/login/openid?return_to=console&invitation=${this.code}">Come in with ${this.openid}</a>
        <p class="or" aria-hidden="true">or</p>` : ''}
      <form @submit=${this.#send}>
        <label>Name <input name="name" autocomplete="username" required maxlength="39"
                           autocapitalize="none" spellcheck="false">
          <span class="fine">Of a–z, 0–9 and -.</span></label>
        <label>Password <input name="password" type="password" required minlength="12" maxlength="128"
                               autocomplete="new-password">
          <span class="fine">At least 12 characters.</span></label>
        <button class="main" ?disabled=${this.busy}>Come in</button>
      </form>`;
  }

  #in() {
    return html`
      <h1>You are in</h1>
      <p>Here is your first token, for programs. It is shown this once; you can make others.</p>
      <fw-copy .text=${this.token}></fw-copy>
      <button type="button" class="main" @click=${this.#done}>To the console</button>`;
  }
}

customElements.define('fw-join', Join);
