import { amount, quantity } from '../format.js';

const ROOM = /(\d+) of (\d+) ([a-z_]+) left/g;

/**
 * What the gateway says of a decision, with its amounts in everyday units and as a sentence.
 *
 * @param {string} words as the API has them
 */
export function sentence(words) {
  if (!words) return '';
  const said = words.replace(ROOM, (_, left, most, meter) =>
    `${amount(meter, Number(left))} of ${quantity(meter, Number(most))} left`);
  const first = /^\S*[@/_]/.test(said) ? said[0] : said[0].toUpperCase();
  return first + said.slice(1) + (/[.!?]$/.test(said) ? '' : '.');
}
