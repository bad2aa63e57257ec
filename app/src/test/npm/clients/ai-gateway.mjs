import { createGateway } from "@ai-sdk/gateway";
import * as check from "../checks.mjs";
import * as shape from "../ai-shape.mjs";
import { noDoor, standIn } from "../targets.mjs";

async function models(client, target) {
  const { models } = await client.getAvailableModels();
  check.names(models.map((model) => model.id), target.models.chat);
}

export default {
  client: "@ai-sdk/gateway",
  targets: [
    standIn("vercel", { chat: "openai/gpt-4o-mini" }, {
      absent: "the stand-in speaks OpenAI's wire, this client its provider's own /v4/ai",
    }),
    noDoor("Vercel's own /v4/ai"),
  ],
  connect: ({ url, key }) => createGateway({ baseURL: `${url}/v4/ai`, apiKey: key }),
  operations: { ...shape, models, images: check.NO_IMAGES },
};
