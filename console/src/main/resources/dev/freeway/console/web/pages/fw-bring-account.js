import { html } from 'lit';
import { all, post } from '../api.js';
import { quantity } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

/** Brings an account with a provider: its key is tried, and what limits were found is shown. Says `made`. */
class BringAccount extends Light {
  static properties = {
    me: { attribute: false },
    providers: { state: true },
    chosen: { state: true },
    shared: { state: true },
    made: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  async open() {
    Object.assign(this, { made: undefined, problem: undefined, shared: false });
    this.querySelector('form')?.reset();
    this.querySelector('dialog').showModal();
    await this.attempt(async () => {
      this.providers ??= await all('/api/key-providers');
      this.chosen = this.providers[0];
    });
  }

  #close() {
    this.querySelector('dialog').close();
  }

  async #send(event) {
    event.preventDefault();
    await this.busily(async () => {
      this.made = await post('/api/keys', this.#wanted(new FormData(event.target)));
      this.dispatchEvent(new CustomEvent('made'));
    });
  }

  /** The form as the API wants it; what is not said is not sent. */
  #wanted(form) {
    const said = (name) => form.get(name)?.trim() ?? '';
    const facts = this.chosen.facts.map(({ name }) => [name, said(`fact-${name}`)]).filter(([, value]) => value);
    const body = { provider: this.chosen.id, key: said('key'), order: said('order'), test: form.has('test'), facts: Object.fromEntries(facts) };
    for (const name of ['name', 'of', 'project']) {
      if (said(name)) body[name] = said(name);
    }
    if (this.shared) body.shared = true;
    return body;
  }

  render() {
    return html`
      <dialog aria-labelledby="bring-heading" @close=${() => { this.made = undefined; this.querySelector('form')?.reset(); }}>
        ${this.made ? this.#found() : this.#asked()}
      </dialog>`;
  }

  #found() {
    const { provider, name, limits } = this.made;
    return html`
      <h2 id="bring-heading">It is added</h2>
      <p>${provider}, ${name} serves from now on. ${limits.length ? 'Its limits:' : 'What is published of its limits holds, until its answers say better.'}</p>
      ${limits.length ? html`<div class="scroll tall" tabindex="0" role="region" aria-label="Limits found">
        <table class="rows"><caption class="unseen">Limits found</caption>
          <thead><tr><th scope="col">Limit</th><th scope="col">Of</th><th scope="col" class="figure">Is</th></tr></thead>
          <tbody>${limits.map(({ model, limit, meter, amount }) => html`
            <tr><td>${limit}</td><td>${model === '*' ? 'every model' : model}</td><td class="figure">${quantity(meter, amount)}</td></tr>`)}</tbody>
        </table></div>` : ''}
      <div class="actions"><button type="button" class="main" @click=${this.#close}>Done</button></div>`;
  }

  #asked() {
    return html`
      <h2 id="bring-heading">Add an account</h2>
      <fw-notice .problem=${this.problem}></fw-notice>
      ${this.chosen ? this.#form(this.chosen) : this.problem ? '' : html`<fw-state kind="loading"></fw-state>`}`;
  }

  #form({ name, facts }) {
    return html`
      <form @submit=${this.#send} autocomplete="off">
        <label>Provider
          <select name="provider" autofocus @change=${(event) => { this.chosen = this.providers.find(({ id }) => id === event.target.value); }}>
            ${this.providers.map((each) => html`<option value=${each.id}>${each.name}</option>`)}
          </select></label>
        <label>Key <input name="key" type="password" required minlength="8" maxlength="1000"
                          autocomplete="off" spellcheck="false">
          <span class="fine">As ${name} shows it. It is sealed here and never shown again.</span></label>
        ${facts.map(fact)}
        <label>Name <input name="name" maxlength="39" pattern="[a-z0-9][a-z0-9\\-]{0,38}" spellcheck="false"
                           autocapitalize="none" placeholder="default">
          <span class="fine">Small letters, digits and -, where you have several.</span></label>
        ${this.me.role === 'operator' ? this.#serves() : ''}
        <div class="fields">
          <label>Spent
            <select name="order"><option value="first">before everything else</option><option value="last">after everything else</option></select></label>
          ${this.shared ? '' : html`
            <label>Project <input name="project" spellcheck="false" autocapitalize="none" placeholder="any"></label>`}
        </div>
        ${this.shared ? '' : html`
          <label>Whose <input name="of" spellcheck="false" autocapitalize="none" placeholder=${this.me.id}>
            <span class="fine">Yours, or that of an organisation you own.</span></label>`}
        <label class="check"><input type="checkbox" name="test" checked>
          try it first, by a word for one token</label>
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>${this.busy ? 'Trying it …' : 'Add'}</button>
        </div>
      </form>`;
  }

  /** An account for everybody is of nobody and no project. */
  #serves() {
    return html`
      <fieldset>
        <legend>It serves</legend>
        ${[[false, 'me alone, or whom I name'], [true, 'everybody here, within their plans']].map(([shared, words]) => html`
          <label class="check"><input type="radio" name="serves" .checked=${shared === this.shared}
            @change=${() => { this.shared = shared; }}> ${words}</label>`)}
      </fieldset>`;
  }
}

function fact({ name, about, values, integer, default: otherwise, required }) {
  const named = name.replaceAll('_', ' ');
  return html`
    <label>${named[0].toUpperCase() + named.slice(1)}
      ${values.length ? html`
        <select name="fact-${name}">${values.map((value) => html`
          <option value=${value} ?selected=${value === otherwise}>${value}</option>`)}</select>` : html`
        <input name="fact-${name}" ?required=${required} inputmode=${integer ? 'numeric' : 'text'}
               spellcheck="false" placeholder=${required ? '' : otherwise}>`}
      <span class="fine">${about[0].toUpperCase() + about.slice(1)}.</span></label>`;
}

customElements.define('fw-bring-account', BringAccount);
