/**
 * Asks the gateway. The login is in a cookie that no script can read; a refusal comes as an error
 * in words.
 */

/** A request that was refused or did not get through. */
export class Refusal extends Error {
  /**
   * @param {string} message what and how much, in the gateway's words
   * @param {{status?: number, code?: string, field?: string, after?: number, at?: string, id?: string}} more
   *     `after`: seconds until it is worth trying again; `at`: when it fits, at the gateway; `id`: of
   *     the request
   */
  constructor(message, { status = 0, code = '', field = '', after = 0, at = '', id = '' } = {}) {
    super(message);
    Object.assign(this, { status, code, field, after, at, id });
  }

  /** @returns {string} in a few words */
  get title() {
    if (this.status === 0) return 'The gateway does not answer';
    if (this.status === 401) return 'Not signed in';
    if (this.status === 403) return 'Not allowed';
    if (this.status === 404) return 'Not found';
    if (this.status === 429) return 'Too many tries';
    return this.status < 500 ? 'Not accepted' : 'Something failed at the gateway';
  }
}

async function refusal(answer) {
  const body = await answer.json().catch(() => ({}));
  const error = body.error ?? {};
  return new Refusal(error.message ?? `The answer was ${answer.status}, without words.`, {
    status: answer.status,
    code: error.code ?? '',
    field: error.param ?? '',
    after: Number(answer.headers.get('retry-after') ?? 0),
    at: answer.headers.get('x-freeway-resets-at') ?? '',
    id: answer.headers.get('x-request-id') ?? '',
  });
}

/**
 * Asks, and waits for the answer's beginning.
 *
 * @param {string} method
 * @param {string} path
 * @param {{body?: object, signal?: AbortSignal, token?: string}} more `body`: sent as JSON; `token`:
 *     asks in place of the login's, whose cookie stays at home
 * @returns {Promise<Response>}
 * @throws {Refusal}
 */
export async function reach(method, path, { body, signal, token } = {}) {
  const headers = { accept: 'application/json' };
  if (method !== 'GET') headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(path, {
      method,
      signal,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: token ? 'omit' : 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Refusal('No connection to it. Is it running, and is the network up?');
  }
  if (!answer.ok) {
    const refused = await refusal(answer);
    if (refused.status === 401 && !token && path !== '/api/session') {
      window.dispatchEvent(new CustomEvent('freeway-signed-out'));
    }
    throw refused;
  }
  return answer;
}

const ask = async (...asked) => (await reach(...asked)).json();

export const get = (path, signal) => ask('GET', path, { signal });
export const post = (path, body) => ask('POST', path, { body });
export const put = (path, body) => ask('PUT', path, { body });
export const patch = (path, body) => ask('PATCH', path, { body });
export const remove = (path) => ask('DELETE', path);

/** @returns {string} the path with what is said of these; what is empty is not */
export function asking(path, values) {
  const said = Object.entries(values).filter(([, value]) => value !== '' && value != null);
  return said.length ? `${path}?${new URLSearchParams(said)}` : path;
}

/** @returns {Promise<object[]>} what a list has, over all its pages (at most 5,000) */
export async function all(path, signal) {
  const found = [];
  let after = '';
  for (let page = 0; page < 5; page += 1) {
    const query = `limit=1000${after && `&after=${encodeURIComponent(after)}`}`;
    const answer = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`, signal);
    found.push(...answer.data);
    if (!answer.next) break;
    after = answer.next;
  }
  return found;
}
