import { html } from 'lit';
import { Light } from './light.js';

/** Asks before what cannot be undone. */
class Confirm extends Light {
  static properties = { heading: { state: true }, words: { state: true }, deed: { state: true } };

  /** @returns {Promise<boolean>} whether it shall be done */
  async ask(heading, words, deed) {
    Object.assign(this, { heading, words, deed });
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
    return dialog.returnValue === 'yes';
  }

  render() {
    return html`
      <dialog aria-labelledby="confirm-heading">
        <h2 id="confirm-heading">${this.heading}</h2>
        <p>${this.words}</p>
        <form method="dialog" class="actions">
          <button value="" autofocus>Cancel</button>
          <button value="yes" class="grave">${this.deed}</button>
        </form>
      </dialog>`;
  }
}

customElements.define('fw-confirm', Confirm);
