import Cerebras from "@cerebras/cerebras_cloud_sdk";
import * as check from "../checks.mjs";
import * as shape from "../openai-shape.mjs";
import { gateway, standIn } from "../targets.mjs";

export default {
  client: "@cerebras/cerebras_cloud_sdk",
  targets: [
    standIn("cerebras", { chat: "gpt-oss-120b" }),
    gateway("cerebras", { chat: "cerebras/gpt-oss-120b" }),
  ],
  // It puts /v1 before every path itself.
  connect: ({ url, key }) => new Cerebras({ baseURL: url, apiKey: key, maxRetries: 0, warmTCPConnection: false }),
  operations: { ...shape, embeddings: check.NO_CALL, images: check.NO_CALL },
};
