// OpenAI's own JavaScript client against a demo: streaming, tools, errors, retries.
import assert from "node:assert/strict";
import OpenAI, { toFile } from "openai";

const client = new OpenAI({ maxRetries: 0 });
const emulator = process.env.FREEWAY_EMULATOR_URL;
const ask = (model, content, more = {}) => ({ model, messages: [{ role: "user", content }], ...more });
const chat = (...all) => client.chat.completions.create(ask(...all));

async function fault(name, times) {
  const body = JSON.stringify({ provider: "cerebras", fault: name, times });
  assert.equal((await fetch(`${emulator}/_emulator/faults`, { method: "PUT", body })).status, 200);
}

// WAV of so many seconds, a byte a sample.
function silence(seconds) {
  const wav = Buffer.alloc(44 + 8000 * seconds);
  wav.write("RIFF");
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  [1, 1].forEach((value, i) => wav.writeUInt16LE(value, 20 + 2 * i));
  [8000, 8000].forEach((value, i) => wav.writeUInt32LE(value, 24 + 4 * i));
  [1, 8].forEach((value, i) => wav.writeUInt16LE(value, 32 + 2 * i));
  wav.write("data", 36);
  wav.writeUInt32LE(8000 * seconds, 40);
  return wav;
}

const weather = {
  type: "function",
  function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
};

const cases = {
  async "a whole answer"() {
    const answer = await chat("auto", "Hi [[out=6]]");
    assert.equal(answer.usage.completion_tokens, 6);
    assert.equal(answer.choices[0].finish_reason, "stop");
  },
  async "a stream"() {
    const stream = await chat("cerebras/gpt-oss-120b", "Hi [[out=6]]", {
      stream: true, stream_options: { include_usage: true },
    });
    let text = "", usage;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.ok(text.length > 6);
    assert.equal(usage.completion_tokens, 6);
  },
  async "tools, streamed and put together"() {
    const runner = client.chat.completions.stream(ask("cerebras/gpt-oss-120b", "use the tool", { tools: [weather] }));
    const answer = await runner.finalChatCompletion();
    assert.equal(answer.choices[0].message.tool_calls[0].function.name, "weather");
    JSON.parse(answer.choices[0].message.tool_calls[0].function.arguments);
  },
  async "a response, whole and streamed"() {
    const ask = { model: "cerebras/gpt-oss-120b", input: "Hi [[out=6]]" };
    assert.ok((await client.responses.create(ask)).output_text.length > 6);
    const response = await client.responses.stream(ask).finalResponse();
    assert.ok(response.output_text.length > 6);
    assert.equal(response.usage.output_tokens, 6);
  },
  async "a response that calls a tool, streamed and put together"() {
    const tool = { type: "function", strict: false, ...weather.function };
    const ask = { model: "openrouter/openai/gpt-oss-20b:free", input: "use the tool", tools: [tool] };
    const { output } = await client.responses.stream(ask).finalResponse();
    assert.equal(output.at(-1).name, "weather");
    JSON.parse(output.at(-1).arguments);
  },
  async "embeddings, asked for in base64 unasked"() {
    const answer = await client.embeddings.create({ model: "text-embedding-3-small", input: "road" });
    assert.equal(answer.data[0].embedding.length, 256);
    assert.ok(answer.data[0].embedding.every((x) => Math.abs(x) <= 0.5));
  },
  async "a recording, as text, JSON and all there is to say"() {
    for (const model of ["groq/whisper-large-v3-turbo", "cloudflare/@cf/openai/whisper"]) {
      const ask = async (more) =>
        client.audio.transcriptions.create({ model, file: await toFile(silence(4), "talk.wav"), ...more });
      assert.ok((await ask({})).text.length > 6);
      assert.match(await ask({ response_format: "text" }), /^[^{]+\n$/);
      const all = await ask({ response_format: "verbose_json", timestamp_granularities: ["word"] });
      assert.equal(all.duration, 4);
      assert.ok(all.words.length > 1);
    }
  },
  async "a recording that is refused, by its field"() {
    const file = await toFile(silence(1), "talk.wav");
    const ask = { model: "groq/whisper-large-v3-turbo", file, response_format: "srt" };
    await assert.rejects(client.audio.transcriptions.create(ask), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.param, "response_format");
      return true;
    });
  },
  async "models with slashes"() {
    assert.equal((await client.models.retrieve("cerebras/gpt-oss-120b")).owned_by, "cerebras");
  },
  async "errors of the right kind"() {
    await assert.rejects(chat("nothing", "Hi"), OpenAI.NotFoundError);
    await assert.rejects(new OpenAI({ apiKey: "fw_wrong", maxRetries: 0 }).models.list(), OpenAI.AuthenticationError);
    await assert.rejects(chat("auto", "Hi", { n: 99 }), OpenAI.BadRequestError);
  },
  async "a spent minute is refused, and its own retries do not go through"() {
    for (let i = 0; i < 5; i++) await chat("cerebras/gemma-4-31b", "Hi [[out=2]]");
    await assert.rejects(chat("cerebras/gemma-4-31b", "Hi"), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      assert.match(error.message, /0 of 5 requests left/);
      assert.ok(Number(error.headers.get("retry-after")) <= 60);
      return true;
    });
  },
  async "a retry of its own after a failure goes through"() {
    await fault("server_error", 1);
    const patient = new OpenAI({ maxRetries: 2 });
    const answer = await patient.chat.completions.create(ask("cerebras/qwen-3.8-27b", "Hi [[out=3]]"));
    assert.equal(answer.usage.completion_tokens, 3);
  },
  async "a response that is cut is noticed"() {
    await fault("cut", 1);
    const stream = client.responses.stream({ model: "cerebras/qwen-3.8-27b", input: "Hi [[out=80]]" });
    await assert.rejects(stream.finalResponse(), /broke off/);
  },
  async "a stream that is cut is noticed"() {
    await fault("cut", 1);
    await assert.rejects(async () => {
      for await (const _ of await chat("cerebras/qwen-3.8-27b", "Hi [[out=80]]", { stream: true }));
    });
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run();
  console.log(`ok ${name}`);
}
