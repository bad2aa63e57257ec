import assert from "node:assert/strict";
import Cloudflare from "cloudflare";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";

const NO_STREAMS = "the client reads whole answers only";
const MODELS_MAX = 1_000;
const weather = { name: "weather", parameters: check.citySchema };
const accountOf = ({ baseUrl }) => baseUrl.match(/accounts\/([^/]+)/)?.[1] ?? "any";
const run = (client, target, model, params) => client.ai.run(model, { account_id: accountOf(target), ...params });
const say = (client, target, content, more = {}) => run(client, target, target.models.chat, {
  messages: [{ role: "user", content }], max_tokens: check.TOKENS_MAX, ...more,
});

async function chat(client, target) {
  const answer = await say(client, target, check.PROMPT);
  check.isText(answer.response, answer.usage.completion_tokens);
}

async function tools(client, target) {
  const answer = await say(client, target, check.TOOL_PROMPT, { tools: [weather] });
  check.isWeatherCall(answer.tool_calls[0].name, answer.tool_calls[0].arguments);
}

async function schema(client, target) {
  const response_format = { type: "json_schema", json_schema: check.citySchema };
  check.isCity((await say(client, target, "Hi", { response_format })).response);
}

async function embeddings(client, target) {
  const answer = await run(client, target, target.models.embeddings, { text: "road" });
  check.isVector(answer.data[0]);
}

async function images(client, target) {
  const answer = await run(client, target, target.models.images, { prompt: "a road" });
  check.isPicture(Buffer.from(answer.image, "base64"));
}

async function models(client, target) {
  const names = [];
  for await (const model of client.ai.models.list({ account_id: accountOf(target) })) {
    names.push(model.name);
    assert.ok(names.length < MODELS_MAX, "a list without end");
  }
  check.names(names, target.models.chat);
}

export default {
  client: "cloudflare",
  targets: [
    standIn("cloudflare", {
      chat: "@cf/meta/llama-3.2-3b-instruct",
      embeddings: "@cf/baai/bge-m3",
      images: "@cf/black-forest-labs/flux-1-schnell",
    }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small", images: "flux-1-schnell" }),
  ],
  connect: ({ url, key }) => new Cloudflare({ baseURL: `${url}/client/v4`, apiToken: key, maxRetries: 0 }),
  operations: { chat, stream: NO_STREAMS, tools, schema, embeddings, images, models, cut: NO_STREAMS },
};
