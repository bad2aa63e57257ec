import { html } from 'lit';
import { asking, get } from '../api.js';
import { heard } from '../clock.js';
import { Light } from '../ui/light.js';
import { explained } from './explained.js';
import '../ui/fw-notice.js';

const NEEDS = [['tools', 'tools'], ['vision', 'vision'], ['json', 'JSON']];
const DEMANDS = [['no-training', 'no training on it'], ['no-retention', 'no keeping of it']];

/** What would happen to a request now: nothing is sent, held or learned. */
class Explain extends Light {
  static properties = { found: { state: true }, problem: { state: true }, busy: { state: true } };

  /** A request that is looked at elsewhere comes along in the address. */
  connectedCallback() {
    super.connectedCallback();
    this.start = new URLSearchParams(location.search);
    if (this.start.get('model')) this.#ask(Object.fromEntries(this.start));
  }

  #send(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#ask({
      model: form.get('model').trim(),
      in: form.get('in'),
      out: form.get('out'),
      mode: form.get('mode'),
      needs: form.getAll('needs').join(','),
      privacy: form.getAll('privacy').join(','),
    });
  }

  async #ask(query) {
    this.busy = true;
    this.problem = undefined;
    try {
      this.found = await get(asking('/api/explain', query));
      heard(this.found.at);
    } catch (refused) {
      this.found = undefined;
      this.problem = refused;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <section class="card explain">
        <h2>What would happen now?</h2>
        <p class="muted">Describe a request. Nothing is sent.</p>
        ${this.#form()}
        <fw-notice .problem=${this.problem}></fw-notice>
        <div aria-live="polite">${this.found ? explained(this.found) : ''}</div>
      </section>`;
  }

  #form() {
    const needed = (this.start.get('needs') ?? '').split(',');
    return html`
      <form @submit=${this.#send}>
        <div class="fields">
          <label>Model <input name="model" required spellcheck="false" autocapitalize="none"
                              value=${this.start.get('model') ?? 'auto'}></label>
          <label>Tokens in <input name="in" type="number" min="0" max="100000000" inputmode="numeric"
                                  value=${this.start.get('in') ?? '1000'}></label>
          <label>Most tokens out <input name="out" type="number" min="0" max="100000000" inputmode="numeric"
                                        value=${this.start.get('out') ?? ''} placeholder="the model's own"></label>
          <label>Mode
            <select name="mode">
              <option value="">as usual</option><option value="serve-now">serve now</option>
              <option value="make-it-last">make it last</option>
            </select></label>
        </div>
        <div class="fields wide">
          ${checks('It needs', 'needs', NEEDS, needed)}
          ${checks('It demands', 'privacy', DEMANDS, [])}
          <button class="main" ?disabled=${this.busy}>Explain</button>
        </div>
      </form>`;
  }
}

function checks(legend, name, all, on) {
  return html`
    <fieldset><legend>${legend}</legend>
      <div class="inline">${all.map(([value, words]) => html`
        <label class="check"><input type="checkbox" name=${name} value=${value} ?checked=${on.includes(value)}> ${words}</label>`)}
      </div></fieldset>`;
}

customElements.define('fw-explain', Explain);
