/** The same request in the words of several clients. */

const PLACEHOLDER = '$FREEWAY_TOKEN';

/**
 * @param {object} body as the API wants it
 * @param {string} [token] to stand in it, in place of the name of a variable
 * @returns {{name: string, text: string}[]}
 */
export function code(body, token) {
  const base = `${location.origin}/v1`;
  return [
    { name: 'curl', text: curl(base, body, token) },
    { name: 'Python', text: python(base, body, token) },
    { name: 'JavaScript', text: javascript(base, body, token) },
    { name: 'Java', text: java(base, body, token) },
    { name: 'CLI', text: cli(body, token) },
  ];
}

const pretty = (value) => JSON.stringify(value, null, 2);
const shell = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
const block = (text, indent) => text.replaceAll('\n', `\n${indent}`);

function curl(base, body, token) {
  return [
    `curl ${base}/chat/completions \\`,
    `  -H "Authorization: Bearer ${token ?? PLACEHOLDER}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d ${shell(pretty(body))}`,
  ].join('\n');
}

function python(base, body, token) {
  const key = token ? JSON.stringify(token) : 'os.environ["FREEWAY_TOKEN"]';
  return `${token ? '' : 'import os\n'}from openai import OpenAI

client = OpenAI(base_url="${base}", api_key=${key})
answer = client.chat.completions.create(
${Object.entries(body).map(([name, value]) => `    ${name}=${block(literal(value), '    ')},\n`).join('')})
print(answer.choices[0].message.content)`;
}

/** JSON as Python writes it. */
function literal(value) {
  const texts = [];
  const bare = JSON.stringify(value, null, 4).replace(/"(?:[^"\\]|\\.)*"/g, (text) => `\0${texts.push(text) - 1}\0`);
  const words = { true: 'True', false: 'False', null: 'None' };
  return bare.replace(/\b(?:true|false|null)\b/g, (word) => words[word]).replace(/\0(\d+)\0/g, (_, i) => texts[i]);
}

function javascript(base, body, token) {
  return `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${base}',
  apiKey: ${token ? `'${token}'` : 'process.env.FREEWAY_TOKEN'},
});
const answer = await client.chat.completions.create(${pretty(body)});
console.log(answer.choices[0].message.content);`;
}

function java(base, body, token) {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

void main() throws Exception {
    String token = ${token ? JSON.stringify(token) : 'System.getenv("FREEWAY_TOKEN")'};
    String body = """
        ${block(pretty(body).replaceAll('\\', '\\\\').replaceAll('"""', '\\"""'), '        ')}
        """;
    var request = HttpRequest.newBuilder(URI.create("${base}/chat/completions"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    IO.println(answer.body());
}`;
}

function cli(body, token) {
  const last = body.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const text = typeof last === 'string' ? last : last.find(({ type }) => type === 'text').text;
  const system = body.messages.find(({ role }) => role === 'system')?.content;
  const options = [
    system && `--system ${shell(system)}`,
    body.max_tokens && `--max-tokens ${body.max_tokens}`,
    body.temperature !== undefined && `--temperature ${body.temperature}`,
  ].filter(Boolean);
  return [
    `export FREEWAY_URL=${location.origin}`,
    `export FREEWAY_TOKEN=${token ?? 'fw_…'}`,
    `./freeway run ${[...options, shell(body.model), shell(text)].join(' ')}`,
  ].join('\n');
}
