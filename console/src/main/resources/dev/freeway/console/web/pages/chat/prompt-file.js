/** A prompt as a `.prompt.yml`, in the format of GitHub Models. */

const PARAMETERS = [['temperature', 'temperature'], ['top_p', 'topP'], ['max_tokens', 'maxTokens']];
const PLAIN = /^[A-Za-z][\w/.@-]*$/;
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/**
 * @param {object} body as the API wants it
 * @returns {string} YAML
 */
export function promptFile(body) {
  const lines = [`name: ${scalar(title(body))}`, `model: ${scalar(body.model)}`];
  const set = PARAMETERS.filter(([field]) => body[field] !== undefined);
  if (set.length) lines.push('modelParameters:', ...set.map(([field, name]) => `  ${name}: ${body[field]}`));
  if (body.response_format) {
    lines.push('responseFormat: json_schema');
    lines.push(`jsonSchema: ${text(JSON.stringify(body.response_format.json_schema, null, 2), '  ')}`);
  }
  lines.push('messages:');
  for (const { role, content } of body.messages) {
    lines.push(`  - role: ${role}`, `    content: ${text(words(content), '      ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function title({ messages }) {
  const first = messages.find(({ role }) => role === 'user');
  return words(first?.content ?? '').split('\n')[0].slice(0, 60) || 'Prompt';
}

/** The format knows no pictures. */
function words(content) {
  return typeof content === 'string' ? content : content.find(({ type }) => type === 'text').text;
}

/** Lines as they are where YAML gives them back so, else as a JSON text, which is YAML. */
function text(value, indent) {
  const asItIs = value.includes('\n') && !/^\s|\s$|\s\n|[^\n -\u007e\u00a1-\ud7ff\ue000-\ufefe]/.test(value);
  if (!asItIs) return scalar(value);
  return `|-\n${value.split('\n').map((line) => (line ? indent + line : '')).join('\n')}`;
}

function scalar(value) {
  return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
}
