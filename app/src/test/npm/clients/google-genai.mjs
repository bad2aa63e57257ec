import { GoogleGenAI } from "@google/genai";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";

const weather = { name: "weather", parametersJsonSchema: check.citySchema };
const ask = ({ models }, contents, config = {}) => ({
  model: models.chat, contents, config: { maxOutputTokens: check.TOKENS_MAX, ...config },
});

async function chat(client, target) {
  const answer = await client.models.generateContent(ask(target, check.PROMPT));
  check.isText(answer.text, answer.usageMetadata.candidatesTokenCount);
}

async function stream(client, target, prompt = check.PROMPT) {
  let text = "", tokens;
  for await (const chunk of await client.models.generateContentStream(ask(target, prompt))) {
    text += chunk.text ?? "";
    tokens = chunk.usageMetadata?.candidatesTokenCount ?? tokens;
  }
  check.isText(text, tokens);
}

async function tools(client, target) {
  const config = { tools: [{ functionDeclarations: [weather] }] };
  const answer = await client.models.generateContent(ask(target, check.TOOL_PROMPT, config));
  check.isWeatherCall(answer.functionCalls[0].name, answer.functionCalls[0].args);
}

async function schema(client, target) {
  const config = { responseMimeType: "application/json", responseJsonSchema: check.citySchema };
  check.isCity((await client.models.generateContent(ask(target, "Hi", config))).text);
}

async function embeddings(client, { models }) {
  const answer = await client.models.embedContent({ model: models.embeddings, contents: "road" });
  check.isVector(answer.embeddings[0].values);
}

async function models(client, { models }) {
  const names = [];
  for await (const model of await client.models.list()) names.push(model.name.replace("models/", ""));
  check.names(names, models.chat);
}

export default {
  client: "@google/genai",
  targets: [
    standIn("gemini", { chat: "gemini-3.1-flash-lite", embeddings: "gemini-embedding-001" }, {
      absent: { images: "no free images there" },
    }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }, {
      absent: { images: "no images behind it" },
    }),
  ],
  connect: ({ url, key }) => new GoogleGenAI({
    apiKey: key, httpOptions: { baseUrl: url, retryOptions: { attempts: 1 } },
  }),
  operations: { chat, stream, tools, schema, embeddings, images: check.NO_IMAGES, models },
};
