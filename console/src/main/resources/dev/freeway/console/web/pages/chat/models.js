import { html } from 'lit';
import { read } from './asking.js';

let cards = null;

/** @returns {Promise<object[]>} every model that can be asked for, asked for once */
export function models(me) {
  cards ??= read(me, '/v1/models').then(({ data }) => data);
  cards.catch(() => { cards = null; });
  return cards;
}

window.addEventListener('freeway-leaving', () => { cards = null; });

/**
 * Where one model of those that chat is named.
 *
 * @param {object[]} all cards of models
 * @param {string} value the one that is named
 * @param {(name: string) => void} choose
 * @param {string} [label]
 */
export function modelField(all, value, choose, label = 'Model') {
  const id = `models-${label.toLowerCase().replaceAll(' ', '-')}`;
  return html`
    <label class="model-field">${label}
      <input list=${id} .value=${value} required spellcheck="false" autocomplete="off"
             @change=${(event) => choose(event.target.value.trim())}></label>
    <datalist id=${id}>${all.filter((card) => card.class).map((card) => html`
      <option value=${card.id}>${card.class}, ${card.owned_by}</option>`)}</datalist>`;
}
