import Replicate from "replicate";
import * as check from "../checks.mjs";
import { gateway, standIn } from "../targets.mjs";

const MODELS = { chat: "meta/meta-llama-3-8b-instruct", images: "black-forest-labs/flux-schnell" };
const NO_TOOLS = "its provider has no such thing";

async function chat(client, { models }) {
  const output = await client.run(models.chat, { input: { prompt: check.PROMPT } });
  check.isText(output.join(""), output.length);
}

async function stream(client, { models }, prompt = check.PROMPT) {
  const pieces = [];
  for await (const { event, data } of client.stream(models.chat, { input: { prompt } })) {
    if (event === "error") throw new Error(data);
    if (event === "output") pieces.push(data);
  }
  check.isText(pieces.join(""), pieces.length);
}

// The client makes a file of an address under https only; under http it stays an address.
async function images(client, { models }) {
  const [picture] = await client.run(models.images, { input: { prompt: "a road" } });
  const file = typeof picture === "string" ? await (await fetch(picture)).blob() : await picture.blob();
  check.isPicture(await file.arrayBuffer());
}

async function models(client, { models }) {
  const { results } = await client.models.list();
  check.names(results.map(({ owner, name }) => `${owner}/${name}`), models.chat);
}

export default {
  client: "replicate",
  targets: [
    standIn("replicate", MODELS, { absent: { cut: "its stand-in cuts no stream" } }),
    gateway("replicate", MODELS, {
      absent: { cut: "its stand-in cuts no stream", models: "the list there is OpenAI's" },
    }),
  ],
  connect: ({ baseUrl, key }) => new Replicate({ baseUrl, auth: key }),
  operations: { chat, stream, tools: NO_TOOLS, schema: NO_TOOLS, embeddings: NO_TOOLS, images, models },
};
