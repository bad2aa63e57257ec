import Groq from "groq-sdk";
import { NO_CALL } from "../checks.mjs";
import * as shape from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

export default {
  client: "groq-sdk",
  targets: [
    standIn("groq", { chat: "openai/gpt-oss-20b" }, { absent: { embeddings: "no embeddings there" } }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }),
  ],
  // It puts /openai/v1 before every path itself.
  connect: ({ url, key }) => new Groq({ baseURL: url, apiKey: key, maxRetries: 0 }),
  operations: { ...shape, images: NO_CALL },
};
