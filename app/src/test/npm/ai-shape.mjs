// The operations of Vercel's AI SDK, whichever provider package it is given.
import { Output, embed, generateText, jsonSchema, streamText, tool } from "ai";
import * as check from "./checks.mjs";

const weather = tool({ inputSchema: jsonSchema(check.citySchema) });
const ask = (client, { models }, prompt, more = {}) => ({
  model: client.languageModel(models.chat), prompt, maxRetries: 0, maxOutputTokens: check.TOKENS_MAX, ...more,
});

export async function chat(client, target) {
  const answer = await generateText(ask(client, target, check.PROMPT));
  check.isText(answer.text, answer.usage.outputTokens);
}

export async function stream(client, target, prompt = check.PROMPT) {
  const answer = streamText(ask(client, target, prompt, { onError: () => {} }));
  let text = "", tokens;
  for await (const part of answer.fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta") text += part.text;
    if (part.type === "finish") tokens = part.totalUsage.outputTokens;
  }
  check.isText(text, tokens);
}

export async function tools(client, target) {
  const answer = await generateText(ask(client, target, check.TOOL_PROMPT, { tools: { weather } }));
  check.isWeatherCall(answer.toolCalls[0].toolName, answer.toolCalls[0].input);
}

export async function schema(client, target) {
  const output = Output.object({ schema: jsonSchema(check.citySchema) });
  check.isCity((await generateText(ask(client, target, "Hi", { output }))).output);
}

export async function embeddings(client, { models }) {
  const answer = await embed({ model: client.embeddingModel(models.embeddings), value: "road", maxRetries: 0 });
  check.isVector(answer.embedding);
}
