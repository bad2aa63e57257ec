// Drives every client of ./clients against all it can be pointed at, and says in a JSON line of each operation how it
// went. Before each target it says {"next": ...} and waits for a line on standard input.
import { readdir, readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { clientErrors, cutStreams } from "./checks.mjs";

const PATIENCE_MILLIS = 20_000;
const DETAIL_MAX = 1_000;
const turns = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function versionOf(name) {
  return JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8")).version;
}

function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${PATIENCE_MILLIS} ms`)), PATIENCE_MILLIS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

// An operation is a function of the connected client and its target, or the reason why there is none. What is known to
// fail has to fail.
async function outcome(operation, known, runner, target) {
  if (typeof operation === "string") return { absent: operation };
  try {
    await inTime(operation(runner.connect(target), target));
    return known ? { ok: false, detail: `works, though it is said: ${known}` } : { ok: true };
  } catch (error) {
    const { name, message, cause } = error ?? {};
    return { ok: false, known, detail: [name, message, cause?.message].join(": ").slice(0, DETAIL_MAX) };
  }
}

const reasonNotTo = ({ absent }, operation) => (typeof absent === "string" ? absent : absent[operation]);

async function drive(runner, target) {
  const { client } = runner;
  const derived = { errors: () => clientErrors(runner, target), cut: () => cutStreams(runner, target) };
  const operations = { ...derived, ...runner.operations };
  for (const [operation, run] of Object.entries(operations)) {
    const row = { client, version: await versionOf(client), against: target.against, operation };
    say({ ...row, ...(await outcome(reasonNotTo(target, operation) ?? run, target.fails[operation], runner, target)) });
  }
}

for (const file of (await readdir("clients")).sort()) {
  const { default: runner } = await import(`./clients/${file}`);
  for (const target of runner.targets) {
    say({ next: `${runner.client} against ${target.against}` });
    await turns.next();
    await drive(runner, target);
  }
}
process.exit(0);
