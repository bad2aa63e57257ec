import { Refusal } from '../../api.js';

/** For how long it is read before the page may do something else. */
const SLICE_MILLIS = 12;

/**
 * The data of an answer's events, as they come, until the last.
 *
 * @param {Response} answer
 * @yields {object}
 */
export async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let since = performance.now();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith('data:')) continue;
        const data = line.slice(5).trim();
        if (data === '[DONE]') return;
        yield parsed(data);
        if (performance.now() - since > SLICE_MILLIS) {
          await new Promise((next) => setTimeout(next));
          since = performance.now();
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** An answer may fail when it has long begun. */
function parsed(data) {
  const event = JSON.parse(data);
  if (event.error) throw new Refusal(event.error.message, { status: 502, code: event.error.code });
  return event;
}
