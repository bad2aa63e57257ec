import { html } from 'lit';
import { get, put, remove } from '../api.js';
import { now } from '../clock.js';
import { moment, number } from '../format.js';
import { Light } from '../ui/light.js';
import '../ui/fw-confirm.js';
import '../ui/fw-notice.js';

/** One organisation: its people for its owners, and what it lets be kept. Says `changed`. */
class Organisation extends Light {
  static properties = {
    me: { attribute: false },
    organisation: { attribute: false },
    open: { attribute: false },
    consent: { state: true },
    problem: { state: true },
  };

  get #at() {
    return `/api/organisations/${encodeURIComponent(this.organisation.name)}`;
  }

  get #owner() {
    return this.organisation.people?.[this.me.id] === 'owner';
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }

  /** Asked when somebody looks. */
  async #toggle({ target }) {
    if (!target.open || this.consent) return;
    await this.attempt(async () => {
      this.consent = await get(`${this.#at}/consent`);
    });
  }

  async #do(deed) {
    await this.attempt(async () => {
      const answer = await deed();
      if ('shares_data' in answer) this.consent = answer;
      this.#tell('changed');
    });
  }

  async #sure(heading, words, deed, done) {
    if (await this.querySelector('fw-confirm').ask(heading, words, deed)) await this.#do(done);
  }

  #dismiss(person) {
    const { name } = this.organisation;
    const own = person === this.me.id;
    return this.#sure(
      own ? `Leave ${name}?` : `Dismiss ${person} from ${name}?`,
      `${own ? 'Your' : 'Their'} tokens of ${name} end at once.`,
      own ? 'Leave' : 'Dismiss',
      () => remove(`${this.#at}/people/${encodeURIComponent(person)}`),
    );
  }

  render() {
    const { name, plan, state, people } = this.organisation;
    const many = people ? Object.keys(people).length : 0;
    return html`
      <details class="card fold" ?open=${this.open} @toggle=${this.#toggle}>
        <summary>
          <h2>${name}</h2>
          <span class="muted">${plan || 'no plan'}${people ? ` · ${number(many)} ${many === 1 ? 'person' : 'people'}` : ''}</span>
          ${state === 'active' ? '' : html`<b>disabled</b>`}
        </summary>
        <fw-notice .problem=${this.problem}></fw-notice>
        ${people ? this.#people(Object.entries(people)) : html`
          <p class="muted">Who else is in it is for its owners to see.
            <button type="button" class="plain" @click=${() => this.#dismiss(this.me.id)}>Leave it</button></p>`}
        ${this.#shares()}
        <div class="actions">
          ${this.me.role === 'operator' ? html`
            <button type="button" aria-label="Change ${name}" @click=${() => this.#tell('change-it')}>Change</button>` : ''}
          ${people ? html`
            <button type="button" aria-label="Invite to ${name}" @click=${() => this.#tell('invite')}>Invite</button>` : ''}
        </div>
      </details>
      <fw-confirm></fw-confirm>`;
  }

  #people(people) {
    if (people.length === 0) return html`<p class="muted">Nobody is in it yet. Invite its first owner.</p>`;
    return html`
      <table class="rows stacks">
        <caption class="unseen">People of ${this.organisation.name}</caption>
        <thead><tr><th scope="col">Person</th><th scope="col">Rank</th>
          <th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${people.map(([person, rank]) => this.#person(person, rank))}</tbody>
      </table>`;
  }

  #person(person, rank) {
    const other = rank === 'owner' ? 'member' : 'owner';
    const place = () => this.#do(() => put(`${this.#at}/people/${encodeURIComponent(person)}`, { rank: other }));
    return html`
      <tr>
        <td data-name="Person"><div><b>${person}</b>
          ${person === this.me.id ? html`<span class="tag">you</span>` : ''}</div></td>
        <td data-name="Rank">${rank}</td>
        <td><div class="deeds">
          <button type="button" aria-label="Make ${person} ${other}" @click=${place}>Make ${other}</button>
          <button type="button" class="grave" aria-label="Dismiss ${person}"
                  @click=${() => this.#dismiss(person)}>${person === this.me.id ? 'Leave' : 'Dismiss'}</button></div></td>
      </tr>`;
  }

  #shares() {
    const { shares_data: shares, by, given_at: at } = this.consent ?? {};
    if (shares === undefined) return '';
    const { name } = this.organisation;
    return html`
      <div class="line">
        <p><b>${shares ? 'What is said is kept' : 'What is said is not kept'}</b>
          <span class="fine">${shares ? `${by} consented for it, ${moment(at, now())}.`
            : 'Only an owner can consent to it; some plans give something in exchange.'}</span></p>
        ${shares && this.organisation.people ? html`
          <button type="button" @click=${() => this.#do(() => remove(`${this.#at}/consent`))}>Withdraw consent</button>` : ''}
        ${!shares && this.#owner ? html`
          <button type="button" @click=${() => this.#sure(`Consent for ${name}?`,
            'All its requests and answers are kept from now on, and may be used as the gateway says. You can '
            + 'withdraw it at any time; what was kept stays until it is erased.', 'Consent',
            () => put(`${this.#at}/consent`, {}))}>Consent</button>` : ''}
      </div>`;
  }
}

customElements.define('fw-organisation', Organisation);
