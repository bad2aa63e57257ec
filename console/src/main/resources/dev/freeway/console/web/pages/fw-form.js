import { html } from 'lit';
import { Light } from '../ui/light.js';
import '../ui/fw-copy.js';
import '../ui/fw-notice.js';

/** A dialog with a form: what is refused stands in it, and it closes when all is done. */
class Form extends Light {
  static properties = {
    asked: { state: true },
    shown: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  /**
   * @param {{heading: string, fields: () => unknown, deed: string, send: (form: FormData) => Promise<unknown>,
   *     also?: () => unknown}} asked `send` may return a template, which is shown in its place once
   */
  async open(asked) {
    Object.assign(this, { asked, shown: undefined, problem: undefined });
    await this.updateComplete;
    this.querySelector('form').reset();
    this.querySelector('dialog').showModal();
  }

  close() {
    this.querySelector('dialog').close();
  }

  async #send(event) {
    event.preventDefault();
    await this.busily(async () => {
      this.shown = await this.asked.send(new FormData(event.target));
      if (!this.shown) this.close();
    });
  }

  render() {
    return html`
      <dialog aria-labelledby="form-heading" @close=${() => { this.shown = undefined; this.asked = undefined; }}>
        ${this.shown ? this.#once() : this.asked ? this.#form(this.asked) : html`<form></form>`}
      </dialog>`;
  }

  #form({ heading, fields, deed, also }) {
    return html`
      <h2 id="form-heading">${heading}</h2>
      <fw-notice .problem=${this.problem}></fw-notice>
      <form @submit=${this.#send}>
        ${fields()}
        <div class="actions">
          ${also?.() ?? ''}
          <button type="button" @click=${this.close}>Cancel</button>
          <button class="main" ?disabled=${this.busy}>${deed}</button>
        </div>
      </form>`;
  }

  #once() {
    return html`
      ${this.shown}
      <div class="actions"><button type="button" class="main" autofocus @click=${this.close}>I have it</button></div>`;
  }
}

/** @returns {unknown} the plans to choose from */
export function planOptions(plans, chosen = '') {
  return html`
    <option value="" ?selected=${chosen === ''}>none</option>
    ${plans.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}`;
}

/** @returns {object} what was filled in, without what was left empty */
export function filled(form) {
  return Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''));
}

customElements.define('fw-form', Form);
