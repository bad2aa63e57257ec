import { OpenRouter } from "@openrouter/sdk";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";

const weather = { type: "function", function: { name: "weather", parameters: check.citySchema } };
const send = (client, { models }, content, more = {}) => client.chat.send({
  chatRequest: { model: models.chat, messages: [{ role: "user", content }], maxTokens: check.TOKENS_MAX, ...more },
});

async function chat(client, target) {
  const answer = await send(client, target, check.PROMPT);
  check.isText(answer.choices[0].message.content, answer.usage.completionTokens);
}

async function stream(client, target, prompt = check.PROMPT) {
  let text = "", tokens;
  for await (const chunk of await send(client, target, prompt, { stream: true, streamOptions: { includeUsage: true } })) {
    if (chunk.error) throw new Error(chunk.error.message);
    text += chunk.choices[0]?.delta?.content ?? "";
    tokens = chunk.usage?.completionTokens ?? tokens;
  }
  check.isText(text, tokens);
}

async function tools(client, target) {
  const answer = await send(client, target, check.TOOL_PROMPT, { tools: [weather] });
  const call = answer.choices[0].message.toolCalls[0].function;
  check.isWeatherCall(call.name, call.arguments);
}

async function schema(client, target) {
  const responseFormat = { type: "json_schema", jsonSchema: { name: "city", strict: true, schema: check.citySchema } };
  const answer = await send(client, target, "Hi", { responseFormat });
  check.isCity(answer.choices[0].message.content);
}

async function embeddings(client, { models }) {
  const answer = await client.embeddings.generate({ requestBody: { model: models.embeddings, input: "road" } });
  check.isVector(answer.data[0].embedding);
}

async function models(client, { models }) {
  const answer = await client.models.list();
  check.names((answer.data ?? answer.result?.data).map((model) => model.id), models.chat);
}

export default {
  client: "@openrouter/sdk",
  targets: [
    standIn("openrouter", { chat: "openai/gpt-oss-20b:free" }, {
      absent: { embeddings: "no embeddings there", images: check.NO_IMAGES },
    }),
    gateway("openrouter", { chat: "openrouter/openai/gpt-oss-20b:free", embeddings: "text-embedding-3-small" }, {
      absent: { images: check.NO_IMAGES },
    }),
  ],
  connect: ({ baseUrl, key }) => new OpenRouter({
    serverURL: baseUrl, apiKey: key, retryConfig: { strategy: "none" },
  }),
  operations: { chat, stream, tools, schema, embeddings, images: check.NO_IMAGES, models },
};
