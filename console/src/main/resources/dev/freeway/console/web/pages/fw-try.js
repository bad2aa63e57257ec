import { html } from 'lit';
import { reach } from '../api.js';
import { number } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-notice.js';

const QUESTION = 'Say hello in one word.';

/** Asks one word by a token that nobody keeps: what comes back, from whom, and what is left. */
class Try extends Light {
  static properties = {
    token: { attribute: false },
    answer: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  async #ask() {
    this.answer = undefined;
    await this.busily(async () => {
      this.answer = await answered(this.token);
      this.dispatchEvent(new CustomEvent('answered'));
    });
  }

  render() {
    return html`
      <div class="try">
        <button type="button" ?disabled=${this.busy} @click=${this.#ask}>${this.busy ? 'Asking …' : 'Try it: ask one word'}</button>
        <div role="status">${this.answer ? said(this.answer) : ''}</div>
        <fw-notice .problem=${this.problem}></fw-notice>
      </div>`;
  }
}

/** The login of this page asks no models. */
async function answered(token) {
  const answer = await reach('POST', '/v1/chat/completions', {
    body: { model: 'auto', max_tokens: 64, messages: [{ role: 'user', content: QUESTION }] },
    token,
  });
  const body = await answer.json();
  const head = (name) => answer.headers.get(name) ?? '';
  return {
    text: body.choices?.[0]?.message?.content?.trim() ?? '',
    model: head('x-freeway-model'),
    provider: head('x-freeway-provider'),
    left: head('x-ratelimit-remaining-requests'),
    most: head('x-ratelimit-limit-requests'),
  };
}

function said({ text, model, provider, left, most }) {
  return html`
    <blockquote>${text || 'It answered without words.'}</blockquote>
    <p class="fine">By <b>${model}</b> at <b>${provider}</b>.
      ${left ? `${number(Number(left))} of ${number(Number(most))} requests left of its tightest limit.` : ''}</p>`;
}

customElements.define('fw-try', Try);
