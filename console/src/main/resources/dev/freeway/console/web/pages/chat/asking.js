import { get, post, reach, remove } from '../../api.js';
import { heard, now } from '../../clock.js';

const LIFE = 3_600_000;
const NEARLY_OVER = 60_000;

/** What this tab asks models by where its login may not: in memory alone. */
let made = null;

window.addEventListener('freeway-leaving', ({ detail: ends }) => ends.push(giveUp));

/** @returns {boolean} whether models can be asked with that login */
export function mayAsk({ scopes, plan }) {
  return scopes.includes('models:read') || mayMake({ scopes, plan });
}

/** @returns {boolean} whether tokens that ask models can be made with that login */
export function mayMake({ scopes, plan }) {
  return scopes.includes('admin:write') && Boolean(plan);
}

/**
 * Asks what takes `models:read`, by the login if it has that, else by a token made for this tab.
 *
 * @param {{scopes: string[]}} me
 * @param {{method?: string, body?: object, signal?: AbortSignal}} more
 * @returns {Promise<Response>}
 */
export async function asked(me, path, { method = 'GET', body, signal } = {}) {
  if (me.scopes.includes('models:read')) return reach(method, path, { body, signal });
  const { token } = await own(me);
  try {
    return await reach(method, path, { body, signal, token });
  } catch (refused) {
    // Somebody revoked it: the next one is new.
    if (refused.status === 401) made = null;
    throw refused;
  }
}

/** @returns {Promise<any>} the answer's JSON */
export const read = async (me, path) => (await asked(me, path)).json();

/** @returns {Promise<{token: string, token_id: string}>} of this tab, made when it is first wanted */
function own(me) {
  const over = made && made.ends < now() + NEARLY_OVER;
  if (!made || over) {
    made = { ends: Infinity, token: mint(me) };
    made.token.catch(() => { made = null; });
  }
  return made.token;
}

async function mint(me) {
  if (me.scopes.includes('usage:read')) heard((await get('/v1/usage?group_by=day')).at);
  const ends = now() + LIFE;
  const token = await post('/api/tokens', {
    label: 'playground',
    scopes: ['models:read'],
    expires_at: new Date(ends).toISOString(),
  });
  if (made) made.ends = ends;
  return token;
}

async function giveUp() {
  const token = await made?.token.catch(() => null);
  made = null;
  if (!token) return;
  // What cannot be revoked ends by itself within the hour.
  await remove(`/api/tokens/${encodeURIComponent(token.token_id)}`).catch(() => {});
}
