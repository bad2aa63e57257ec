import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { NO_CALL, NO_IMAGES } from "../checks.mjs";
import * as shape from "../ai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

const absent = { embeddings: "no embeddings there", images: NO_IMAGES };

export default {
  client: "@ai-sdk/openai-compatible",
  targets: [
    standIn("cerebras", { chat: "gpt-oss-120b" }, { absent }),
    standIn("vercel", { chat: "openai/gpt-4o-mini" }, { absent }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b", embeddings: "text-embedding-3-small" }, {
      absent: { images: NO_IMAGES },
    }),
  ],
  connect: ({ baseUrl, key, against }) => createOpenAICompatible({
    name: against, baseURL: baseUrl, apiKey: key, includeUsage: true, supportsStructuredOutputs: true,
  }),
  operations: { ...shape, images: NO_IMAGES, models: NO_CALL },
};
