import { html } from 'lit';
import { post } from '../api.js';
import { dollars } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';

const MICRO = 1_000_000;
const KINDS = {
  grant: { heading: 'Grant credits', deed: 'Grant' },
  order: { heading: 'Order credits', deed: 'Order' },
  pay: { heading: 'It is paid', deed: 'Grant what it is of' },
};

/** Grants credits, orders them, or says that an order is paid. Says `made`. */
class NewCredits extends Light {
  static properties = {
    me: { attribute: false },
    of: {},
    kind: { state: true },
    invoice: { state: true },
    made: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.kind = 'grant';
  }

  /** @param {'grant' | 'order' | 'pay'} kind */
  async open(kind, invoice) {
    Object.assign(this, { kind, invoice, made: undefined, problem: undefined });
    await this.updateComplete;
    this.querySelector('form').reset();
    this.querySelector('dialog').showModal();
  }

  #close() {
    this.querySelector('dialog').close();
  }

  async #send(event) {
    event.preventDefault();
    await this.busily(async () => {
      const made = await this.#post(new FormData(event.target));
      this.dispatchEvent(new CustomEvent('made'));
      if (this.kind === 'order') this.made = made;
      else this.#close();
    });
  }

  #post(form) {
    if (this.kind === 'pay') {
      return post(`/api/invoices/${encodeURIComponent(this.invoice.id)}/pay`, { reference: form.get('reference').trim() });
    }
    const body = { holder: this.of, micro_dollars: Math.round(Number(form.get('dollars')) * MICRO) };
    if (this.kind === 'order') return post('/api/invoices', body);
    if (form.get('until')) body.expires_at = new Date(form.get('until')).toISOString();
    return post('/api/credits', { ...body, source: form.get('source'), note: form.get('note').trim() });
  }

  render() {
    return html`
      <dialog aria-labelledby="new-credits-heading" @close=${() => { this.made = undefined; }}>
        <h2 id="new-credits-heading">${this.made ? 'It is ordered' : KINDS[this.kind].heading}</h2>
        ${this.made ? this.#ordered() : this.#form()}
      </dialog>`;
  }

  #ordered() {
    const { id, price_micro_dollars: price, pay_url: url, pay_error: failed } = this.made;
    return html`
      <p>Invoice <code>${id}</code> of ${dollars(price)}.
        ${url ? html`Pay it at <a href=${url} rel="noreferrer">the page of the payment provider</a>.`
          : failed ?? 'An operator says that it is paid, and the credits are there.'}</p>
      <div class="actions"><button type="button" class="main" @click=${this.#close}>Done</button></div>`;
  }

  #form() {
    return html`
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#send}>
        ${this.kind === 'pay' ? html`
          <p>${dollars(this.invoice.micro_dollars)} of credits are granted to ${this.invoice.holder}.</p>
          <label>Reference <input name="reference" autofocus maxlength="200" placeholder="by what the payment is found"></label>`
          : this.#amount()}
        <div class="actions">
          <button type="button" @click=${this.#close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>${KINDS[this.kind].deed}</button>
        </div>
      </form>`;
  }

  #amount() {
    return html`
      <p>To <b>${this.of}</b>.</p>
      <label>Dollars <input name="dollars" type="number" required autofocus min="0.000001" max="1000000"
                            step="any" inputmode="decimal">
        ${this.kind === 'order' ? html`<span class="fine">A dollar of credits for a dollar; they do not expire.</span>` : ''}</label>
      ${this.kind === 'grant' ? html`
        <label>As
          <select name="source"><option value="granted">a grant</option><option value="promotion">a promotion</option></select></label>
        <label>Expires <input name="until" type="datetime-local"> <span class="fine">Never, where nothing is said.</span></label>
        <label>Note <input name="note" maxlength="200"></label>` : ''}`;
  }
}

customElements.define('fw-new-credits', NewCredits);
