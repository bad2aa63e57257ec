import OpenAI from "openai";
import * as operations from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

const NO_IMAGES = "no images behind it";

export default {
  client: "openai",
  targets: [
    standIn("openrouter", { chat: "openai/gpt-oss-20b:free" }, { absent: { embeddings: "no free embeddings there", images: NO_IMAGES } }),
    standIn("cerebras", { chat: "gpt-oss-120b" }, { absent: { embeddings: "no embeddings there", images: NO_IMAGES } }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }, { absent: { images: NO_IMAGES } }),
  ],
  connect: ({ baseUrl, key }) => new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 }),
  operations,
};
