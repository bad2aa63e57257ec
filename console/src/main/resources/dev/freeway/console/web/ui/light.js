import { LitElement } from 'lit';

/** An element without a shadow: labels reach over it, and one sheet styles all. */
export class Light extends LitElement {
  createRenderRoot() {
    this.replaceChildren();
    return this;
  }
}
