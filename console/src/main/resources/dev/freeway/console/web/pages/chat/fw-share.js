import { html } from 'lit';
import { Light } from '../../ui/light.js';
import { code } from './code.js';
import { promptFile } from './prompt-file.js';
import './fw-code.js';

/** A prompt to take along: as a file, or as code. */
class Share extends Light {
  static properties = { texts: { state: true } };

  /** @param {object} body as the API wants it */
  open(body) {
    this.texts = [{ name: '.prompt.yml', text: promptFile(body), file: 'shared.prompt.yml' }, ...code(body)];
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`
      <dialog class="wide" aria-labelledby="share-heading">
        <h2 id="share-heading">Take it along</h2>
        <p class="muted">As a file in the format of GitHub Models, which holds words and no pictures, or as code.
          A token is not in it.</p>
        ${this.texts ? html`<fw-code .texts=${this.texts}></fw-code>` : ''}
        <form method="dialog" class="actions"><button>Close</button></form>
      </dialog>`;
  }
}

customElements.define('fw-share', Share);
