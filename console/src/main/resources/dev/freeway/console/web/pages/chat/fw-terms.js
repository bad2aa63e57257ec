import { html } from 'lit';
import { Light } from '../../ui/light.js';
import { day } from './terms.js';

/** What a provider's terms say, each with where it is from and when it was looked up. */
class Terms extends Light {
  static properties = { provider: { attribute: false }, model: {} };

  /** Those that a request to the model takes from today. */
  #limits() {
    const { limits, models, accounts } = this.provider;
    const { id, tier } = models.find(({ id: own, names }) => own === this.model || names.includes(this.model)) ?? {};
    return limits.filter((each) => each.holds === 'today' && (!accounts || each.applies_to.length)
      && (each.tier === '*' || each.tier === tier) && (!id || matches(each.models, id)));
  }

  render() {
    const { name, privacy, use, accounts } = this.provider;
    return html`
      <section class="card">
        <h2>Terms of ${name}</h2>
        <table class="rows stacks">
          <caption class="unseen">Terms of ${name}, with their sources</caption>
          <thead><tr><th scope="col">Term</th><th scope="col">Says</th><th scope="col">Source</th>
            <th scope="col">Looked up</th></tr></thead>
          <tbody>
            ${line('Your data', privacyWords(privacy), privacy)}
            ${line('Use', `serves ${use.serves}${use.evaluation_only ? ', for evaluation only' : ''}${use.bars_resale ? ', not to be resold' : ''}`, use)}
            ${this.#limits().map((limit) => line(limit.id, accounts || !limit.when ? limit.words : `${limit.words} (${limit.when})`, limit))}
          </tbody>
        </table>
      </section>`;
  }
}

/** Whether a name is one of those, in which * stands for anything. */
function matches(names, id) {
  const literal = (text) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${names.split('*').map(literal).join('.*')}$`).test(id);
}

function privacyWords({ trains, keeps, unless, note }) {
  const words = `trains on it: ${trains}; keeps it: ${keeps}${unless ? `, unless ${unless}` : ''}`;
  return note ? `${words}. ${note}` : words;
}

function line(name, words, { source, checked, certainty }) {
  return html`
    <tr>
      <td data-name="Term"><b>${name}</b></td>
      <td data-name="Says">${words}</td>
      <td data-name="Source"><div>${source} <span class="fine">${certainty}</span></div></td>
      <td data-name="Looked up" class="when">${day(checked)}</td>
    </tr>`;
}

customElements.define('fw-terms', Terms);
