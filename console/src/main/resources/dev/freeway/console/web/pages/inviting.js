import { html } from 'lit';
import { post } from '../api.js';
import { now } from '../clock.js';
import { filled, planOptions } from './fw-form.js';

const DAY = 86_400_000;

/**
 * @param {object} me
 * @param {object[]} plans
 * @param {string[]} organisations that one may invite to
 * @param {() => unknown} made called when somebody is invited
 * @param {string} [to] the organisation that is meant
 * @returns {object} the form by which somebody is invited
 */
export function invite(me, plans, organisations, made, to = '') {
  const operates = me.role === 'operator';
  return {
    heading: to ? `Invite to ${to}` : 'Invite',
    deed: 'Invite',
    fields: () => html`
      ${to ? html`<input type="hidden" name="organisation" value=${to}>` : html`
        <label>To <select name="organisation">
          ${operates ? html`<option value="">this gateway, and no organisation</option>` : ''}
          ${organisations.map((name) => html`<option>${name}</option>`)}</select></label>`}
      <div class="pair two">
        <label>Rank in it <select name="rank"><option value="member">member</option><option value="owner">owner</option></select></label>
        <label>Good for <select name="days">
          <option value="1">a day</option><option value="7" selected>a week</option><option value="30">30 days</option></select></label>
      </div>
      ${operates ? html`
        <div class="pair two">
          <label>Plan of their own <select name="plan">${planOptions(plans)}</select></label>
          <label>Role here <select name="role"><option>member</option><option>operator</option></select></label>
        </div>` : ''}
      <label>E-mail <input name="email" type="email" placeholder="none: you pass on a link">
        <span class="fine">The code goes there and to nobody else, where mail is configured.</span></label>`,
    send: (form) => send(form, made),
  };
}

async function send(form, made) {
  const { days, ...body } = filled(form);
  body.expires_at = new Date(now() + Number(days) * DAY).toISOString();
  const invited = await post('/api/invitations', body);
  await made();
  return invited.sent_to ? html`
    <h2 id="form-heading">The invitation is on its way</h2>
    <p>It was sent to <b>${invited.sent_to}</b>, with a code that is good once.</p>` : html`
    <h2 id="form-heading">Here is the invitation</h2>
    <p>Pass this link on, to them alone: it is shown this once, and lets one person in.</p>
    <fw-copy .text=${`${location.origin}/console/#join=${invited.code}`}></fw-copy>
    <p class="fine">Or by its code, in a terminal: <code>freeway join ${invited.code} --name …</code></p>`;
}
