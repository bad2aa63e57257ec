// Replicate's own JavaScript client against a demo: run, wait, stream, cancel, get, list. Before each case it says
// "next" and waits for a line on standard input: its provider makes no two predictions at once.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import Replicate from "replicate";

const { FREEWAY_URL, FREEWAY_TOKEN, FREEWAY_EMULATOR_URL } = process.env;
const client = new Replicate({ baseUrl: `${FREEWAY_URL}/v1`, auth: FREEWAY_TOKEN });
const LLAMA = "meta/meta-llama-3-8b-instruct";
const input = { prompt: "Hi [[out=6]]" };
const turns = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = async () => (await client.predictions.list()).results[0];

const cases = {
  async "run, waited for at the gateway"() {
    assert.equal((await client.run(LLAMA, { input })).length, 6);
  },
  async "run, asked for again and again"() {
    const seen = [];
    const wait = { mode: "poll", interval: 20 };
    const output = await client.run(LLAMA, { input, wait }, ({ status }) => seen.push(status));
    assert.equal(output.length, 6);
    assert.equal(seen[0], "starting");
    assert.equal(seen.at(-1), "succeeded");
  },
  async "a version of a model, named with it"() {
    const { version } = await first();
    const made = await client.predictions.create({ version: `${LLAMA}:${version}`, input, wait: true });
    assert.equal(made.status, "succeeded");
    assert.equal(made.version, version);
  },
  async "pictures"() {
    const output = await client.run("black-forest-labs/flux-schnell", { input: { prompt: "a road", num_outputs: 2 } });
    assert.equal(output.length, 2);
  },
  async "a stream"() {
    const pieces = [];
    for await (const { event, data } of client.stream(LLAMA, { input })) {
      if (event === "output") pieces.push(data);
    }
    assert.equal(pieces.length, 6);
    assert.equal((await first()).output.length, 6);
  },
  async "wait and get"() {
    const made = await client.predictions.create({ model: LLAMA, input });
    const ended = await client.wait(made, { interval: 20 });
    assert.equal(ended.status, "succeeded");
    assert.deepEqual(await client.predictions.get(made.id), ended);
  },
  async "cancel"() {
    const body = JSON.stringify({ provider: "replicate", fault: "hang_in_stream", times: 1 });
    assert.ok((await fetch(`${FREEWAY_EMULATOR_URL}/_emulator/faults`, { method: "PUT", body })).ok);
    const made = await client.predictions.create({ model: LLAMA, input });
    assert.equal((await client.predictions.cancel(made.id)).status, "canceled");
  },
  async "the list, page by page"() {
    const pages = [];
    for await (const page of client.paginate(client.predictions.list)) pages.push(...page);
    assert.ok(pages.length >= 7);
    assert.equal(pages[0].status, "canceled");
  },
  async "a webhook is refused in words"() {
    const hooked = client.predictions.create({ model: LLAMA, input, webhook: "https://example.com/hook" });
    await assert.rejects(hooked, ({ response, message }) => response.status === 422 && /no webhooks/.test(message));
  },
};

for (const [name, run] of Object.entries(cases)) {
  console.log("next");
  await turns.next();
  await run();
  console.log(`ok ${name}`);
}
process.exit(0);
