import OpenAI from "openai";
import * as check from "../checks.mjs";
import * as operations from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

export default {
  client: "openai",
  targets: [
    standIn("openrouter", { chat: "openai/gpt-oss-20b:free" }, { absent: { embeddings: "no free embeddings there", images: check.NO_IMAGES } }),
    standIn("cerebras", { chat: "gpt-oss-120b" }, { absent: { embeddings: "no embeddings there", images: check.NO_IMAGES } }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }, { absent: { images: check.NO_IMAGES } }),
  ],
  connect: ({ baseUrl, key }) => new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 }),
  operations,
};
