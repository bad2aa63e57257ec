import { html } from 'lit';
import { get, post } from '../api.js';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';

const PARTS = ['50%', '80%', '90%', '95%', '100%'];

/** Has somebody told when a limit runs low; a webhook's secret is shown once. Says `made`. */
class NewAlert extends Light {
  static properties = {
    me: { attribute: false },
    limits: { state: true },
    mails: { state: true },
    made: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  async open() {
    Object.assign(this, { made: undefined, problem: undefined, mails: false, limits: [] });
    this.querySelector('form')?.reset();
    this.querySelector('dialog').showModal();
    const page = await get('/v1/key').catch(() => ({ data: { limits: [] } }));
    this.limits = [...new Set(page.data.limits.map(({ limit }) => limit))];
  }

  #close() {
    this.querySelector('dialog').close();
  }

  async #send(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    await this.busily(async () => {
      const made = await post('/api/alerts', wanted(form));
      this.dispatchEvent(new CustomEvent('made'));
      if (made.secret) this.made = made;
      else this.#close();
    });
  }

  render() {
    return html`
      <dialog aria-labelledby="new-alert-heading" @close=${() => { this.made = undefined; }}>
        ${this.made ? this.#shown() : this.#form()}
      </dialog>`;
  }

  #shown() {
    return html`
      <h2 id="new-alert-heading">Here is the secret</h2>
      <p>What is sent to <code>${this.made.to}</code> is signed by it, as Standard Webhooks says. It is
        shown this once: copy it now.</p>
      <fw-copy .text=${this.made.secret}></fw-copy>
      <div class="actions"><button type="button" class="main" @click=${this.#close}>I have it</button></div>`;
  }

  #form() {
    return html`
      <h2 id="new-alert-heading">Add an alert</h2>
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#send}>
        <label>When
          <select name="at" autofocus>
            <option value="forecast">it will be spent before it resets, at its pace</option>
            ${PARTS.map((part) => html`<option value=${part} ?selected=${part === '80%'}>${part} of it is used</option>`)}
          </select></label>
        <label>Of which limit
          <select name="limit">
            <option value="*">every one of an hour or longer</option>
            ${this.limits?.map((limit) => html`<option value=${limit}>${limit}</option>`)}
          </select></label>
        <label>Whose limits <input name="of" spellcheck="false" autocapitalize="none" placeholder=${this.me.id}>
          <span class="fine">Yours, or those of an organisation you own${this.me.role === 'operator' ? ', or anybody’s' : ''}.</span></label>
        <fieldset>
          <legend>Tell</legend>
          <label class="check"><input type="radio" name="way" value="webhook" ?checked=${!this.mails}
            @change=${() => { this.mails = false; }}> a webhook</label>
          <label class="check"><input type="radio" name="way" value="mail"
            @change=${() => { this.mails = true; }}> me, by mail</label>
        </fieldset>
        ${this.mails ? html`<p class="fine">To your own address, where an operator has set it or your invitation went to it.</p>` : html`
          <label>Address <input name="to" type="url" required maxlength="1000" spellcheck="false"
                                placeholder="https://example.com/hook"></label>`}
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>Add</button>
        </div>
      </form>`;
  }
}

/** @returns {object} the form as the API wants it */
function wanted(form) {
  const body = { at: form.get('at'), limit: form.get('limit') };
  if (form.get('of').trim()) body.of = form.get('of').trim();
  if (form.get('way') === 'mail') body.mail = true;
  else body.to = form.get('to').trim();
  return body;
}

customElements.define('fw-new-alert', NewAlert);
