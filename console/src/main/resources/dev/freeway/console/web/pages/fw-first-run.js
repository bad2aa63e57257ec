import { html } from 'lit';
import { post, remove } from '../api.js';
import { signIn } from '../session.js';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';
import './fw-first-key.js';
import './fw-try.js';

const STEPS = ['Operator', 'Provider', 'First answer'];

/** What a program needs to ask models, and to say what is left. */
const ASKS = ['models:read', 'predictions:write', 'usage:read'];

/**
 * From the setup code to the first answer. Says `begun` when there is an operator, and `done` when
 * they want the console.
 */
class FirstRun extends Light {
  static properties = {
    step: { state: true },
    token: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.step = 0;
  }

  async #do(deed) {
    await this.busily(deed);
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }

  /** The first token is nobody's: what is done here is done by the login. */
  #setUp(event) {
    event.preventDefault();
    const { code, ...who } = Object.fromEntries(new FormData(event.target));
    return this.#do(async () => {
      const made = await post('/api/setup', { code: code.trim(), plan: 'personal', ...who });
      this.#tell('begun');
      await signIn(who);
      await remove(`/api/tokens/${encodeURIComponent(made.token_id)}`);
      this.step = 1;
    });
  }

  #brought() {
    return this.#do(async () => {
      this.token = (await post('/api/tokens', { label: 'first', scopes: ASKS })).token;
      this.step = 2;
    });
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }

  #done() {
    this.token = undefined;
    this.#tell('done');
  }

  render() {
    return html`
      <div class="first-run">
        <ol class="steps" aria-label="Steps">${STEPS.map((name, at) => html`
          <li aria-current=${at === this.step ? 'step' : 'false'} class=${at < this.step ? 'past' : ''}>
            ${name}${at < this.step ? html`<span class="unseen">, done</span>` : ''}</li>`)}</ol>
        ${[() => this.#operator(), () => this.#provider(), () => this.#answer()][this.step]()}
      </div>`;
  }

  #operator() {
    return html`
      <h1 tabindex="-1">Welcome</h1>
      <p class="muted">Nobody runs this gateway yet. Whoever has the code that it printed when it
        started becomes its operator.</p>
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#setUp}>
        <label>Setup code <input name="code" required autocomplete="off" autocapitalize="none"
                                 spellcheck="false" placeholder="fws_…"></label>
        <label>Your name <input name="name" required maxlength="39" autocomplete="username"
                                autocapitalize="none" spellcheck="false">
          <span class="fine">Of a–z, 0–9 and -.</span></label>
        <label>Password <input name="password" type="password" required minlength="12" maxlength="128"
                               autocomplete="new-password">
          <span class="fine">At least 12 characters.</span></label>
        <button class="main" ?disabled=${this.busy}>Begin</button>
      </form>`;
  }

  #provider() {
    return html`
      <h1 tabindex="-1">Your first provider</h1>
      <p class="muted">Paste the key of a free account somewhere. It is tried once, sealed, and
        never shown again; everybody you let in is served by it, within their plan.</p>
      <fw-notice .problem=${this.problem}></fw-notice>
      <fw-first-key @brought=${() => this.#brought()}></fw-first-key>
      <p class="fine">No key yet? <code>./freeway demo</code> starts a gateway over stand-ins of every
        provider, on this machine alone.</p>
      <button type="button" class="plain" @click=${this.#done}>Later</button>`;
  }

  #answer() {
    return html`
      <h1 tabindex="-1">It works</h1>
      <p>This is your first token, for programs. It is shown this once.</p>
      <fw-copy .text=${this.token}></fw-copy>
      <p class="fine">Programs that speak to OpenAI have it as their key, and
        <code>${location.origin}/v1</code> as their base URL.</p>
      <fw-try .token=${this.token}></fw-try>
      <button type="button" class="main" @click=${this.#done}>To the console</button>`;
  }
}

customElements.define('fw-first-run', FirstRun);
