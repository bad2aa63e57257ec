// What is expected of every client's answers.
import assert from "node:assert/strict";
import { fault, mend } from "./targets.mjs";

export const TOKENS = 6;
export const TOKENS_MAX = 100;
export const PROMPT = `Hi [[out=${TOKENS}]]`;
export const LONG_PROMPT = "Hi [[out=80]]";
export const TOOL_PROMPT = "use the tool";
export const citySchema = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};

export const NO_CALL = "the client has no such call";
export const NO_IMAGES = "no images behind it";

export function isSome(text) {
  assert.equal(typeof text, "string");
  assert.ok(text.trim().length > 0, "an empty answer");
}

export function isText(text, tokens) {
  isSome(text);
  assert.equal(tokens, TOKENS, "tokens that were written");
}

export function isWeatherCall(name, args) {
  assert.equal(name, "weather");
  isCity(args);
}

export function isCity(json) {
  const value = typeof json === "string" ? JSON.parse(json) : json;
  assert.equal(typeof value?.city, "string", `no city: ${JSON.stringify(value)}`);
}

export function isVector(vector) {
  assert.ok(vector.length > 0, "an empty vector");
  assert.ok(Array.from(vector).every(Number.isFinite), "a vector of numbers");
}

export function isPicture(bytes) {
  const [first, second] = new Uint8Array(bytes);
  const begins = [[0x89, 0x50], [0xff, 0xd8], [0x52, 0x49]].some(([a, b]) => a === first && b === second);
  assert.ok(begins, `no PNG, JPEG or WebP: it begins with ${first}, ${second}`);
}

export function names(list, model) {
  assert.ok(list.includes(model), `no ${model} in ${list.slice(0, 20)}`);
}

function statusOf(error) {
  const found = error.status ?? error.statusCode ?? error.httpStatus ?? error.response?.status ?? error.httpResponse?.status ?? error.code;
  return Number(found);
}

// A wrong key is told to the caller as what it is.
export async function clientErrors(runner, target) {
  const stranger = runner.connect({ ...target, key: `${target.key}-wrong` });
  await assert.rejects(runner.operations.chat(stranger, target), (error) => {
    const status = statusOf(error);
    const told = [401, 403].includes(status) || (status === 400 && /API key not valid/.test(error.message));
    assert.ok(told, `${status}, not 401: ${error.message}`);
    return true;
  });
}

// A stream that breaks in the middle is not taken for a whole answer.
export async function cutStreams(runner, target) {
  await fault(target, "cut");
  const stream = runner.operations.stream(runner.connect(target), target, LONG_PROMPT);
  const failure = await stream.then(() => undefined, (error) => error);
  assert.ok(await mend(), `never came so far: ${failure?.message}`);
  assert.ok(failure && !(failure instanceof assert.AssertionError), `taken for whole: ${failure?.message}`);
}
