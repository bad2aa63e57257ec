import { asking, get } from '../api.js';
import { now } from '../clock.js';

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const PAGE = 1_000;
const PAGES = 5;
const NAME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const KINDS = [
  ['served', 'Served', 'main'],
  ['failed', 'Failed', 'grave'],
  ['refused', 'Refused', 'second'],
  ['hung_up', 'Hung up', 'left'],
];

/** @returns {{from: string, until: string}} a day of the browser's, or the last 24 hours */
export function period(day) {
  if (day) {
    const from = new Date(`${day}T00:00`);
    const until = new Date(from);
    until.setDate(from.getDate() + 1);
    return { from: from.toISOString(), until: until.toISOString() };
  }
  const until = (Math.floor(now() / HOUR) + 1) * HOUR;
  const from = until - DAY_HOURS * HOUR;
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

/** @returns {Promise<{rows: object[], all: boolean}>} of a period the newest, and whether that is all */
export async function newest(path, query) {
  const rows = [];
  let before;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await get(asking(path, { ...query, limit: PAGE, before }));
    rows.push(...answer.activity);
    before = answer.next_before;
    if (!before) return { rows, all: true };
  }
  return { rows, all: false };
}
newest.MOST = PAGE * PAGES;

/** @returns what a chart shows of them: of each hour how many ended how */
export function byHour(rows, { from, until }) {
  const start = Date.parse(from);
  const hours = Math.round((Date.parse(until) - start) / HOUR);
  const names = Array.from({ length: hours }, (_, i) => NAME.format(start + i * HOUR));
  const series = KINDS.map(([outcome, name, tone]) => {
    const values = Array(hours).fill(0);
    rows.filter((row) => row.outcome === outcome)
      .forEach(({ at }) => { values[Math.floor((Date.parse(at) - start) / HOUR)] += 1; });
    return { name, tone, values };
  });
  return { names, series: series.filter(({ tone, values }) => tone === 'main' || values.some(Boolean)) };
}
