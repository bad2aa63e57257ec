import { Refusal } from '../../api.js';

const NUMBERS = [['temperature', 'temperature'], ['topP', 'top_p'], ['maxTokens', 'max_tokens'], ['seed', 'seed']];

/**
 * @param {FormData} form the settings as they stand
 * @returns {object} what of them the API wants to know
 * @throws {Refusal} saying which of them cannot be read
 */
export function parameters(form) {
  const body = {};
  for (const [name, field] of NUMBERS) {
    const text = (form.get(name) ?? '').trim();
    if (text) body[field] = Number(text);
  }
  const stop = (form.get('stop') ?? '').split('\n').filter(Boolean);
  if (stop.length) body.stop = stop;
  const tools = json(form, 'tools', 'Tools');
  if (tools) body.tools = Array.isArray(tools) ? tools : [tools];
  const schema = json(form, 'schema', 'Answer');
  if (schema) body.response_format = { type: 'json_schema', json_schema: named(schema) };
  return body;
}

function json(form, name, title) {
  const text = (form.get(name) ?? '').trim();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal(`${title}: this is no JSON (${cause.message}).`, { field: name });
  }
}

/** A bare schema is as good as a named one. */
function named(schema) {
  return schema.schema ? schema : { name: 'answer', strict: true, schema };
}

/**
 * @param {string} system how the model is to behave
 * @param {object[]} said by whom, in order
 * @returns {object[]} messages as the API wants them
 */
export function messages(system, said) {
  const all = system.trim() ? [{ role: 'system', content: system }] : [];
  for (const { role, text, images, turn } of said) {
    if (role === 'user') all.push({ role, content: content(text, images) });
    else if (turn.text) all.push({ role, content: turn.text });
  }
  return all;
}

function content(text, images) {
  if (!images.length) return text;
  return [
    { type: 'text', text },
    ...images.map(({ url }) => ({ type: 'image_url', image_url: { url } })),
  ];
}
