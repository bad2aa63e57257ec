/** Numbers with their units, times and spans, as the browser's language has them. */

const WHOLE = new Intl.NumberFormat();
const TENTHS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const HUNDREDTHS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const SHORT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const MONEY = new Intl.NumberFormat(undefined, {
  style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', maximumFractionDigits: 4,
});
const EXACT = new Intl.NumberFormat(undefined, {
  style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', maximumFractionDigits: 6,
});
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent' });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const EXACT_MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const HOUR = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** How a meter's units are counted and called. */
const METERS = {
  requests: { name: 'requests' },
  runs: { name: 'runs' },
  input_tokens: { name: 'tokens in' },
  output_tokens: { name: 'tokens out' },
  total_tokens: { name: 'tokens' },
  uncached_tokens: { name: 'uncached tokens' },
  uncached_input_tokens: { name: 'uncached tokens in' },
  milli_neurons: { name: 'neurons', per: 1_000 },
  milli_credits: { name: 'credits', per: 1_000 },
  audio_milliseconds: { name: 'minutes of audio', per: 60_000 },
  in_flight: { name: 'slots' },
};

export const number = (n) => WHOLE.format(n);
export const dollars = (micro) => MONEY.format(micro / 1_000_000);

/** To the micro-dollar. */
export const exactDollars = (micro) => EXACT.format(micro / 1_000_000);

/** @returns {string} in whole percent, never more than it is */
export function part(share) {
  const whole = Math.floor(share * 100);
  return whole === 0 && share > 0 ? `<${PERCENT.format(0.01)}` : PERCENT.format(whole / 100);
}

/** @returns {string} such as `14.4K` */
export const short = (n) => (Math.abs(n) < 10_000 ? WHOLE.format(n) : SHORT.format(n));

/** @returns {string} what a meter counts, in words */
export function meterName(meter) {
  return meter === 'micro_dollars' ? 'US dollars' : (METERS[meter]?.name ?? meter.replaceAll('_', ' '));
}

/** @returns {string} an amount without its unit */
export function amount(meter, n) {
  if (meter === 'micro_dollars') return dollars(n);
  const per = METERS[meter]?.per ?? 1;
  return per === 1 ? short(n) : n / per < 10 ? TENTHS.format(n / per) : short(Math.floor(n / per));
}

/** @returns {string} an amount with its unit */
export function quantity(meter, n) {
  if (meter === 'micro_dollars') return dollars(n);
  const said = amount(meter, n);
  return `${said} ${said === '1' ? meterName(meter).replace(/s\b/, '') : meterName(meter)}`;
}

/** @returns {string} such as `0.31 s`, of what somebody waits for */
export const seconds = (milliseconds) => `${HUNDREDTHS.format(milliseconds / 1_000)} s`;

/** @returns {string} such as `85.2`, a second */
export const rate = (n, milliseconds) => TENTHS.format(n / (milliseconds / 1_000));

/** @returns {string} such as `3 h 05 min`; two units, the larger first */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (n) => String(n).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3_600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
  }
  return `${Math.floor(seconds / 86_400)} d ${Math.floor(seconds / 3_600) % 24} h`;
}

/** @returns {string} how long something took, to what matters of it */
export function took(milliseconds) {
  if (milliseconds < 1_000) return `${WHOLE.format(milliseconds)} ms`;
  return milliseconds < 60_000 ? `${TENTHS.format(milliseconds / 1_000)} s` : span(milliseconds);
}

/** @returns {string} to the second */
export const exactMoment = (instant) => EXACT_MOMENT.format(new Date(instant));

/** @returns {string} the hour where that is today, else with the day */
export function moment(instant, now) {
  const at = new Date(instant);
  const today = at.toDateString() === new Date(now).toDateString();
  return today ? HOUR.format(at) : MOMENT.format(at);
}
