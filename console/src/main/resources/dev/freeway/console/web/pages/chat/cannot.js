import { html } from 'lit';
import '../../ui/fw-state.js';

/** @returns {unknown} what stands where a login asks no models, and why */
export function cannotAsk({ id, scopes }) {
  const why = scopes.includes('admin:write')
    ? `${id} has no plan to ask models under. Sign in as a member that has one, or give it one.`
    : 'It has neither models:read nor admin:write. Sign in with your name and password, or with a token that has one of them.';
  return html`<fw-state kind="empty" heading="This login cannot ask models" words=${why}></fw-state>`;
}
