import { get } from '../../api.js';
import { asked } from './asking.js';
import { events } from './events.js';

/** How often and after which pauses it is looked up what was counted. */
const PAUSES_MILLIS = [0, 300, 1_000];

/** One answer, as it comes; says `change` at most once a frame. */
export class Turn extends EventTarget {
  phase = 'waiting';
  text = '';
  thought = '';
  tools = [];
  head = {};
  #ended = new AbortController();
  #told = false;

  /**
   * Asks, and ends when the answer has.
   *
   * @param {object} me
   * @param {object} body as the API wants it
   */
  async run(me, body) {
    const began = performance.now();
    try {
      const answer = await asked(me, '/v1/chat/completions', {
        method: 'POST',
        body: { ...body, stream: true, stream_options: { include_usage: true } },
        signal: this.#ended.signal,
      });
      this.head = head(answer.headers);
      for await (const chunk of events(answer)) this.#take(chunk, began);
      this.phase = 'done';
    } catch (problem) {
      this.phase = this.#ended.signal.aborted ? 'stopped' : 'refused';
      this.problem = problem;
    }
    this.took = performance.now() - began;
    this.#tell();
    if (me.scopes.includes('usage:read') && this.head.id) this.#settle();
  }

  stop() {
    this.#ended.abort();
  }

  #take({ choices: [{ delta = {}, finish_reason: reason } = {}] = [], usage }, began) {
    if (usage) this.usage = usage;
    if (reason) this.reason = reason;
    this.thought += delta.reasoning ?? delta.reasoning_content ?? '';
    this.text += delta.content ?? '';
    for (const piece of delta.tool_calls ?? []) this.#call(piece);
    if (this.firstAfter === undefined && (this.text || this.thought || this.tools.length)) {
      this.firstAfter = performance.now() - began;
    }
    this.phase = 'coming';
    this.#tell();
  }

  #call({ index = 0, function: { name = '', arguments: given = '' } = {} }) {
    const call = (this.tools[index] ??= { name: '', given: '' });
    call.name += name;
    call.given += given;
  }

  /** What the gateway counted when it gave back what it had held too much. */
  async #settle() {
    for (const pause of PAUSES_MILLIS) {
      await new Promise((next) => setTimeout(next, pause));
      const page = await get('/v1/activity?limit=20').catch(() => ({}));
      this.counted = page.activity?.find(({ id }) => id === this.head.id);
      if (this.counted) break;
    }
    this.#tell();
  }

  #tell() {
    if (this.#told) return;
    this.#told = true;
    requestAnimationFrame(() => {
      this.#told = false;
      this.dispatchEvent(new Event('change'));
    });
  }
}

function head(headers) {
  const of = (name) => headers.get(`x-freeway-${name}`) ?? '';
  return {
    id: headers.get('x-request-id') ?? '',
    provider: of('provider'),
    model: of('model'),
    account: of('account'),
    inPlaceOf: of('in-place-of'),
    why: of('why'),
    tries: Number(of('tries')),
    left: of('left').split(', ').filter(Boolean),
  };
}
