import { html } from 'lit';
import { Light } from '../../ui/light.js';
import '../../ui/fw-notice.js';

const PICTURES_MAX = 4;
const PICTURE_BYTES_MAX = 4_000_000;

/** Where the next message is written, with pictures. Says `send` and `stop`. */
class Composer extends Light {
  static properties = {
    busy: { attribute: false },
    images: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.images = [];
  }

  get text() {
    return this.querySelector('textarea').value.trim();
  }

  clear() {
    this.querySelector('textarea').value = '';
    this.images = [];
  }

  #send(event) {
    event.preventDefault();
    if (this.busy) {
      this.dispatchEvent(new CustomEvent('stop'));
    } else if (this.text) {
      this.dispatchEvent(new CustomEvent('send', { detail: { text: this.text, images: this.images } }));
    }
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || this.busy) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #attach({ target }) {
    const files = [...target.files];
    target.value = '';
    this.problem = undefined;
    const small = files.filter(({ size }) => size <= PICTURE_BYTES_MAX);
    const room = PICTURES_MAX - this.images.length;
    if (small.length < files.length || small.length > room) {
      this.problem = { message: 'Four pictures at most, each of 4 MB at most.' };
    }
    const read = await Promise.all(small.slice(0, room).map(dataUrl));
    this.images = [...this.images, ...read];
  }

  render() {
    return html`
      <form class="composer card" @submit=${this.#send}>
        <fw-notice .problem=${this.problem}></fw-notice>
        ${this.images.length ? html`
          <ul class="pictures">${this.images.map((image) => html`
            <li><img src=${image.url} alt=${image.name}>
              <button type="button" aria-label="Take ${image.name} away"
                @click=${() => { this.images = this.images.filter((each) => each !== image); }}>×</button></li>`)}</ul>` : ''}
        <label><span class="unseen">Message</span>
          <textarea rows="3" placeholder="Ask anything; Enter sends, Shift and Enter begins a line"
                    @keydown=${this.#key}></textarea></label>
        <div class="composer-end">
          <label class="button">Add a picture<input class="unseen" type="file" accept="image/*" multiple
            @change=${this.#attach}></label>
          <button class=${this.busy ? 'grave' : 'main'}>${this.busy ? 'Stop' : 'Send'}</button>
        </div>
      </form>`;
  }
}

function dataUrl(file) {
  return new Promise((read, failed) => {
    const reader = new FileReader();
    reader.onload = () => read({ url: reader.result, name: file.name });
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

customElements.define('fw-composer', Composer);
