import { now } from '../clock.js';
import { amount, moment, quantity } from '../format.js';

/** A name stands as it is, also in front. */
const NAME = /^(\S*[@/_]|\S+ (has|of) )/;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const ROOM = /(\d+) of (\d+) ([a-z_]+) left/g;

/**
 * What the gateway says of a decision, as a sentence, with amounts and times as everywhere here.
 *
 * @param {string} words as the API has them
 */
export function sentence(words) {
  if (!words) return '';
  const said = words.replace(ROOM, (_, left, most, meter) =>
    `${amount(meter, Number(left))} of ${quantity(meter, Number(most))} left`);
  const timed = said.replace(INSTANT, (at) => moment(at, now()));
  const first = NAME.test(timed) ? timed[0] : timed[0].toUpperCase();
  return first + timed.slice(1) + (/[.!?]$/.test(timed) ? '' : '.');
}
