import { LitElement } from 'lit';

/** An element without a shadow: labels reach over it, and one sheet styles all. */
export class Light extends LitElement {
  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  /** Does what may be refused; `problem` is why it was, if it was. */
  async attempt(deed) {
    this.problem = undefined;
    try {
      await deed();
    } catch (refused) {
      this.problem = refused;
    }
  }

  /** The same of what must not be asked for again meanwhile: `busy` until it is done. */
  async busily(deed) {
    this.busy = true;
    await this.attempt(deed);
    this.busy = false;
  }
}
