import { InferenceClient } from "@huggingface/inference";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";

const weather = { type: "function", function: { name: "weather", parameters: check.citySchema } };
const once = { retry_on_error: false };
const ask = ({ models }, content, more = {}) => ({
  model: models.chat, messages: [{ role: "user", content }], max_tokens: check.TOKENS_MAX, ...more,
});

async function chat({ router }, target) {
  const answer = await router.chatCompletion(ask(target, check.PROMPT), once);
  check.isText(answer.choices[0].message.content, answer.usage.completion_tokens);
}

async function stream({ router }, target, prompt = check.PROMPT) {
  let text = "", tokens;
  const more = { stream_options: { include_usage: true } };
  for await (const chunk of router.chatCompletionStream(ask(target, prompt, more), once)) {
    text += chunk.choices[0]?.delta?.content ?? "";
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  check.isText(text, tokens);
}

async function tools({ router }, target) {
  const answer = await router.chatCompletion(ask(target, check.TOOL_PROMPT, { tools: [weather] }), once);
  const call = answer.choices[0].message.tool_calls[0].function;
  check.isWeatherCall(call.name, call.arguments);
}

async function schema({ router }, target) {
  const response_format = { type: "json_schema", json_schema: { name: "city", schema: check.citySchema } };
  const answer = await router.chatCompletion(ask(target, "Hi", { response_format }), once);
  check.isCity(answer.choices[0].message.content);
}

async function embeddings({ task }, { models }) {
  const answer = await task(models.embeddings, "/pipeline/feature-extraction").featureExtraction({ inputs: "road" }, once);
  check.isVector(answer.flat(Infinity));
}

async function images({ task }, { models }) {
  const picture = await task(models.images).textToImage({ inputs: "a road" }, once);
  check.isPicture(await picture.arrayBuffer());
}

const NO_TASKS = "there is no door for its /hf-inference routes";

export default {
  client: "@huggingface/inference",
  targets: [
    standIn("huggingface", {
      chat: "openai/gpt-oss-120b",
      embeddings: "BAAI/bge-small-en-v1.5",
      images: "black-forest-labs/FLUX.1-schnell",
    }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b" }, { absent: { embeddings: NO_TASKS, images: NO_TASKS } }),
  ],
  // Its `endpointUrl` is one URL: of the router, or of one model's task.
  connect: ({ url, baseUrl, key }) => ({
    router: new InferenceClient(key, { endpointUrl: baseUrl }),
    task: (model, route = "") => new InferenceClient(key, { endpointUrl: `${url}/hf-inference/models/${model}${route}` }),
  }),
  operations: { chat, stream, tools, schema, embeddings, images, models: check.NO_CALL },
};
