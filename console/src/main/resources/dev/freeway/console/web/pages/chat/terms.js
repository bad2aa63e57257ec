import { html } from 'lit';

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** @returns {string} a day as the API has it, as it is read */
export const day = (date) => DATE.format(new Date(date));

/** @returns {string} what offers say of learning from what they are sent, in a word */
export function trains(answers) {
  if (answers.length === 1) return { no: 'no', yes: 'yes', unknown: 'not said' }[answers[0]];
  return answers.includes('no') ? 'it depends' : 'yes, or not said';
}

const STANDS = { free: 'free now', spent: 'nothing left', closed: 'not for you', '': 'not known' };

/** @returns {unknown} how it stands now; words say it, the colour only after them */
export const stands = (now) => html`<span class="stands ${now || 'unknown'}">${STANDS[now]}</span>`;

/** @returns {unknown} the day it ends */
export function retires(date) {
  return date ? day(date) : html`<span class="muted">not planned</span>`;
}
