import Together from "together-ai";
import { NO_IMAGES } from "../checks.mjs";
import * as operations from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

export default {
  client: "together-ai",
  targets: [
    standIn("together", { chat: "openai/gpt-oss-20b" }, {
      absent: { embeddings: "no embeddings there", images: NO_IMAGES },
    }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }, {
      absent: { images: NO_IMAGES },
    }),
  ],
  connect: ({ baseUrl, key }) => new Together({ baseURL: baseUrl, apiKey: key, maxRetries: 0 }),
  operations,
};
