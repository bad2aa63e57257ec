import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { asking, get } from '../api.js';
import { now } from '../clock.js';
import { exactDollars, exactMoment, moment } from '../format.js';
import { Light } from '../ui/light.js';
import { exports } from '../ui/exports.js';
import '../ui/fw-notice.js';
import '../ui/fw-state.js';

const PATH = '/v1/credits/statement';
const PAGE = 50;

/** What moved in the credits of a member, or of oneself, from where to where, newest first. */
class Statement extends Light {
  static properties = {
    member: {},
    lines: { state: true },
    next: { state: true },
    problem: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('member')) this.load();
  }

  async load() {
    this.lines = undefined;
    await this.#read();
  }

  async #read(before) {
    const { member } = this;
    this.problem = undefined;
    try {
      const page = await get(asking(PATH, { member, limit: PAGE, before }));
      if (member !== this.member) return;
      this.lines = [...(before ? this.lines : []), ...page.statement];
      this.next = page.next_before;
    } catch (refused) {
      if (member === this.member) this.problem = refused;
    }
  }

  render() {
    return html`
      <section class="card">
        <div class="card-head">
          <h2>Statement</h2>
          ${this.lines?.length ? exports(PATH, { member: this.member }, 'Statement') : ''}
        </div>
        ${this.lines ? html`<fw-notice .problem=${this.problem}></fw-notice>${this.#shown()}` : html`
          <fw-state kind=${this.problem ? 'error' : 'loading'} .problem=${this.problem}
                    @again=${() => this.load()}></fw-state>`}
      </section>`;
  }

  #shown() {
    if (this.lines.length === 0) {
      return html`<p class="muted">Nothing moved yet. Each grant and each request that is paid by credits is a line here.</p>`;
    }
    return html`
      <table class="rows stacks statement">
        <caption class="unseen">What moved, newest first</caption>
        <thead><tr>
          <th scope="col">When</th><th scope="col">From</th><th scope="col">To</th>
          <th scope="col" class="figure">Amount</th>
        </tr></thead>
        <tbody>${repeat(this.lines, ({ seq, grant }) => `${seq} ${grant}`, (line) => html`
          <tr>
            <td data-name="When" class="when"><time datetime=${line.at} title=${exactMoment(line.at)}>${moment(line.at, now())}</time></td>
            <td data-name="From">${line.micro_dollars < 0 ? pot(line) : line.what}</td>
            <td data-name="To">${line.micro_dollars < 0 ? line.what : pot(line)}</td>
            <td data-name="Amount" class="figure">${line.micro_dollars < 0 ? '−' : '+'}${exactDollars(Math.abs(line.micro_dollars))}</td>
          </tr>`)}</tbody>
      </table>
      ${this.next ? html`<div class="more">
        <button type="button" @click=${() => this.#read(this.next)}>Show more</button></div>` : ''}`;
  }
}

function pot({ grant }) {
  return html`<code>${grant}</code>`;
}

customElements.define('fw-statement', Statement);
