// The operations of clients that are made like OpenAI's.
import * as check from "./checks.mjs";

const weather = { type: "function", function: { name: "weather", parameters: check.citySchema } };
const ask = ({ models }, content, more = {}) => ({
  model: models.chat, messages: [{ role: "user", content }], max_tokens: check.TOKENS_MAX, ...more,
});

export async function chat(client, target) {
  const answer = await client.chat.completions.create(ask(target, check.PROMPT));
  check.isText(answer.choices[0].message.content, answer.usage.completion_tokens);
}

export async function stream(client, target, prompt = check.PROMPT) {
  const more = { stream: true, stream_options: { include_usage: true } };
  let text = "", tokens;
  for await (const chunk of await client.chat.completions.create(ask(target, prompt, more))) {
    text += chunk.choices[0]?.delta?.content ?? "";
    tokens = (chunk.usage ?? chunk.x_groq?.usage)?.completion_tokens ?? tokens;
  }
  check.isText(text, tokens);
}

export async function tools(client, target) {
  const answer = await client.chat.completions.create(ask(target, check.TOOL_PROMPT, { tools: [weather] }));
  const call = answer.choices[0].message.tool_calls[0].function;
  check.isWeatherCall(call.name, call.arguments);
}

export async function schema(client, target) {
  const response_format = {
    type: "json_schema", json_schema: { name: "city", strict: true, schema: check.citySchema },
  };
  const answer = await client.chat.completions.create(ask(target, "Hi", { response_format }));
  check.isCity(answer.choices[0].message.content);
}

export async function embeddings(client, { models }) {
  const answer = await client.embeddings.create({ model: models.embeddings, input: "road" });
  check.isVector(answer.data[0].embedding);
}

export async function models(client, { models }) {
  const list = await client.models.list();
  check.names((list.data ?? list).map((model) => model.id), models.chat);
}

export async function images(client, { models }) {
  const answer = await client.images.generate({ model: models.images, prompt: "a road", response_format: "b64_json" });
  check.isPicture(Buffer.from(answer.data[0].b64_json, "base64"));
}
