import Replicate from "replicate";
import * as check from "../checks.mjs";
import { noDoor, standIn } from "../targets.mjs";

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

async function images(client, { models }) {
  const [picture] = await client.run(models.images, { input: { prompt: "a road" } });
  check.isPicture(await (await picture.blob()).arrayBuffer());
}

async function models(client, { models }) {
  const { results } = await client.models.list();
  check.names(results.map(({ owner, name }) => `${owner}/${name}`), models.chat);
}

export default {
  client: "replicate",
  targets: [
    standIn("replicate", { chat: "meta/meta-llama-3-8b-instruct", images: "black-forest-labs/flux-schnell" }),
    noDoor("Replicate's predictions"),
  ],
  connect: ({ baseUrl, key }) => new Replicate({ baseUrl, auth: key }),
  operations: { chat, stream, tools: NO_TOOLS, schema: NO_TOOLS, embeddings: NO_TOOLS, images, models },
};
