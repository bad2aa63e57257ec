import { html } from 'lit';
import { all, asking, post } from '../api.js';
import { now } from '../clock.js';
import { dollars, moment } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';

const GRAVE = {
  void: ['Give up this invoice?', 'It can no longer be paid. This cannot be undone.', 'Give up'],
  refund: ['Refund this invoice?', 'What is left of its credits is taken back and owed to who paid. This cannot be undone.', 'Refund'],
};

/** What was ordered, and what became of it. Says `made` after a change, `pay` where an operator saw it paid. */
class Invoices extends Light {
  static properties = {
    me: { attribute: false },
    of: {},
    invoices: { state: true },
    page: { state: true },
    problem: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('of')) this.load();
  }

  async load() {
    const { of } = this;
    this.problem = undefined;
    this.page = undefined;
    try {
      const found = await all(asking('/api/invoices', { of: of === this.me.id ? '' : of }));
      if (of === this.of) this.invoices = found.toSorted((a, b) => b.at.localeCompare(a.at));
    } catch (refused) {
      // Who does not manage the account has none to see.
      this.invoices = [];
      if (refused.status !== 403) this.problem = refused;
    }
  }

  async #change(invoice, deed) {
    if (!await this.querySelector('fw-confirm').ask(...GRAVE[deed])) return;
    await this.#try(async () => {
      await post(`/api/invoices/${encodeURIComponent(invoice.id)}/${deed}`, {});
      this.dispatchEvent(new CustomEvent('made'));
    });
  }

  async #checkout(invoice) {
    await this.#try(async () => {
      this.page = (await post(`/api/invoices/${encodeURIComponent(invoice.id)}/checkout`, {})).pay_url;
    });
  }

  async #try(deed) {
    await this.attempt(async () => {
      await deed();
    });
  }

  render() {
    if (!this.invoices?.length && !this.problem) return '';
    return html`
      <section class="card">
        <h2>Invoices</h2>
        <fw-notice .problem=${this.problem}></fw-notice>
        ${this.page ? html`<p role="status">Pay it at <a href=${this.page} rel="noreferrer">the page of the payment provider</a>.</p>` : ''}
        <table class="rows stacks">
          <caption class="unseen">Invoices, newest first</caption>
          <thead><tr>
            <th scope="col">Invoice</th><th scope="col">State</th><th scope="col" class="figure">Credits</th>
            <th scope="col" class="figure">Price</th><th scope="col"><span class="unseen">Action</span></th>
          </tr></thead>
          <tbody>${this.invoices.map((invoice) => this.#row(invoice))}</tbody>
        </table>
      </section>
      <fw-confirm></fw-confirm>`;
  }

  #row(invoice) {
    return html`
      <tr>
        <td data-name="Invoice"><div><code>${invoice.id}</code><span class="fine">of ${moment(invoice.at, now())}, by ${invoice.by}</span></div></td>
        <td data-name="State"><div><span class="tag ${invoice.state === 'paid' ? 'strong' : ''}">${invoice.state}</span>
          ${invoice.refund_micro_dollars == null ? '' : html`<span class="fine">${dollars(invoice.refund_micro_dollars)} to pay back</span>`}
          ${invoice.reference ? html`<span class="fine">${invoice.reference}</span>` : ''}</div></td>
        <td data-name="Credits" class="figure">${dollars(invoice.micro_dollars)}</td>
        <td data-name="Price" class="figure">${dollars(invoice.price_micro_dollars)}</td>
        <td><div class="row-actions">${this.#deeds(invoice)}</div></td>
      </tr>`;
  }

  #deeds(invoice) {
    const runs = this.me.role === 'operator';
    if (invoice.state === 'open') {
      return html`
        ${runs ? html`<button type="button" aria-label="Say that ${invoice.id} is paid" @click=${() => this.dispatchEvent(
          new CustomEvent('pay', { detail: invoice }))}>It is paid</button>` : html`
          <button type="button" aria-label="Pay ${invoice.id}" @click=${() => this.#checkout(invoice)}>Pay</button>`}
        <button type="button" class="grave" aria-label="Give up ${invoice.id}" @click=${() => this.#change(invoice, 'void')}>Give up</button>`;
    }
    return runs && invoice.state === 'paid' ? html`
      <button type="button" class="grave" aria-label="Refund ${invoice.id}" @click=${() => this.#change(invoice, 'refund')}>Refund</button>` : '';
  }
}

customElements.define('fw-invoices', Invoices);
