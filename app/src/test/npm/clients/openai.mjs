import OpenAI from "openai";
import * as check from "../checks.mjs";
import * as operations from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

const images = check.NO_IMAGES;
const chatOnly = { absent: { embeddings: "no embeddings there", images } };

export default {
  client: "openai",
  targets: [
    standIn("openai", { chat: "gpt-4.1-mini-2025-04-14", embeddings: "text-embedding-3-small" }, { absent: { images } }),
    standIn("openrouter", { chat: "openai/gpt-oss-20b:free" }, chatOnly),
    standIn("cerebras", { chat: "gpt-oss-120b" }, chatOnly),
    standIn("nvidia", { chat: "meta/llama-3.1-8b-instruct" }, chatOnly),
    standIn("hyperbolic", { chat: "meta-llama/Llama-3.3-70B-Instruct" }, chatOnly),
    standIn("fireworks", { chat: "accounts/fireworks/models/gpt-oss-120b" }, chatOnly),
    standIn("sambanova", { chat: "Meta-Llama-3.3-70B-Instruct" }, chatOnly),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small", images: "flux-1-schnell" }),
  ],
  connect: ({ baseUrl, key }) => new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 }),
  operations,
};
