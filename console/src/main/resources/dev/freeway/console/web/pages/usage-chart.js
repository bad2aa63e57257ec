import { dollars, number, short } from '../format.js';
import { chart } from '../ui/chart.js';

const DAY = 86_400_000;
const NAME = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What a chart of the days can show, by what stands on each other. */
export const CHARTS = {
  requests: {
    title: 'Requests by day',
    say: number,
    parts: [
      ['Served', 'main', (row) => row.requests - row.failed],
      ['Failed', 'grave', (row) => row.failed],
      ['Refused', 'second', (row) => row.refused],
    ],
  },
  tokens: {
    title: 'Tokens by day',
    say: short,
    parts: [
      ['In', 'main', (row) => row.input_tokens],
      ['Out', 'second', (row) => row.output_tokens],
    ],
  },
  money: {
    title: 'Free against paid by day',
    say: dollars,
    parts: [
      ['Free, at list price', 'main', (row) => row.free_micro_dollars],
      ['Paid', 'grave', (row) => row.paid_micro_dollars],
    ],
  },
};

/**
 * @param {object} page of usage by day
 * @param {keyof CHARTS} shows
 */
export function usageChart(page, shows) {
  const { title, say, parts } = CHARTS[shows];
  const days = eachDay(page);
  const series = parts.map(([name, tone, of]) =>
    ({ name, tone, values: days.map(({ row }) => (row ? of(row) : 0)) }));
  return chart({ label: title, over: 'Day', names: days.map(({ name }) => name), series, say });
}

/** Days on which nothing was asked are days as well. */
function eachDay({ from, until, usage }) {
  const asked = new Map(usage.map((row) => [row.day, row]));
  const days = [];
  for (let at = Date.parse(from); at < Date.parse(until); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ name: NAME.format(at), row: asked.get(day) });
  }
  return days;
}
