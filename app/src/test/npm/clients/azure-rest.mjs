import ModelClient, { isUnexpected } from "@azure-rest/ai-inference";
import { AzureKeyCredential } from "@azure/core-auth";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";
import { events } from "../events.mjs";

const weather = { type: "function", function: { name: "weather", parameters: check.citySchema } };

function body(answer) {
  if (!isUnexpected(answer)) return answer.body;
  throw Object.assign(new Error(JSON.stringify(answer.body)), { status: answer.status });
}

const request = ({ models }, content, more = {}) => ({
  body: { model: models.chat, messages: [{ role: "user", content }], max_tokens: check.TOKENS_MAX, ...more },
});
const ask = async (client, ...all) => body(await client.path("/chat/completions").post(request(...all)));

async function chat(client, target) {
  const answer = await ask(client, target, check.PROMPT);
  check.isText(answer.choices[0].message.content, answer.usage.completion_tokens);
}

async function stream(client, target, prompt = check.PROMPT) {
  const more = { stream: true, stream_options: { include_usage: true } };
  const answer = await client.path("/chat/completions").post(request(target, prompt, more)).asNodeStream();
  let text = "", tokens;
  for await (const chunk of events(answer.body)) {
    text += chunk.choices[0]?.delta?.content ?? "";
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  check.isText(text, tokens);
}

async function tools(client, target) {
  const answer = await ask(client, target, check.TOOL_PROMPT, { tools: [weather] });
  const call = answer.choices[0].message.tool_calls[0].function;
  check.isWeatherCall(call.name, call.arguments);
}

async function schema(client, target) {
  const response_format = { type: "json_schema", json_schema: { name: "city", schema: check.citySchema } };
  check.isCity((await ask(client, target, "Hi", { response_format })).choices[0].message.content);
}

async function embeddings(client, { models }) {
  const answer = body(await client.path("/embeddings").post({ body: { model: models.embeddings, input: ["road"] } }));
  check.isVector(answer.data[0].embedding);
}

const found = { chat: "openai/gpt-4o-mini", embeddings: "openai/text-embedding-3-small" };

export default {
  client: "@azure-rest/ai-inference",
  targets: [
    standIn("github-models", found),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }),
  ],
  connect: ({ url, key }) => ModelClient(`${url}/inference`, new AzureKeyCredential(key), {
    allowInsecureConnection: true, retryOptions: { maxRetries: 0 },
  }),
  operations: { chat, stream, tools, schema, embeddings, images: check.NO_IMAGES, models: check.NO_CALL },
};
