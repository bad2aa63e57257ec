import { get, post } from './api.js';

/** @returns {string | undefined} the code of the invitation that the address has: no log has it */
export const invitation = () => /^#join=(fwi_\w+)$/.exec(location.hash)?.[1];

/**
 * Signs this browser in.
 *
 * @param {{name: string, password: string} | {token: string}} by
 */
export async function signIn(by) {
  await post('/api/session', by);
  try {
    await get('/api/me');
  } catch (refused) {
    if (refused.status !== 401) throw refused;
    throw new Error('This browser did not keep the login: open the console by https, '
      + 'or at http://localhost on the machine it runs on.');
  }
}
