import { html } from 'lit';
import { get, post } from '../api.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

/** Brings an account for everybody here. Says `brought`. */
class FirstKey extends Light {
  static properties = {
    providers: { state: true },
    chosen: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      const { providers } = await get('/api/providers');
      this.providers = providers
        .filter(({ state, key_variables: keys, models }) => state === 'live' && keys.length && models.length)
        .toSorted((a, b) => a.name.localeCompare(b.name));
      this.chosen = this.providers[0];
    });
  }

  async #send(event) {
    event.preventDefault();
    const { provider, key, ...facts } = Object.fromEntries(new FormData(event.target));
    await this.busily(async () => {
      await post('/api/keys', { provider, key: key.trim(), facts, shared: true });
      event.target.reset();
      this.dispatchEvent(new CustomEvent('brought'));
    });
  }

  render() {
    if (!this.providers) {
      return html`<fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                            @again=${() => this.#load()}></fw-state>`;
    }
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#send}>
        <label>Provider <select name="provider" @change=${this.#choose}>
          ${this.providers.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>
        ${needed(this.chosen).map((fact) => html`
          <label>${fact.replaceAll('_', ' ')} <input name=${fact} required autocomplete="off" spellcheck="false">
            <span class="fine">It is part of the address of this provider.</span></label>`)}
        <label>Key <input name="key" type="password" required minlength="8" autocomplete="off" spellcheck="false"></label>
        <button class="main" ?disabled=${this.busy}>${this.busy ? 'Trying it …' : 'Try it and keep it'}</button>
      </form>`;
  }

  #choose(event) {
    this.chosen = this.providers.find(({ id }) => id === event.target.value);
  }
}

/** @returns {string[]} what its address has in braces */
function needed(provider) {
  return [...(provider?.base_url ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

customElements.define('fw-first-key', FirstKey);
