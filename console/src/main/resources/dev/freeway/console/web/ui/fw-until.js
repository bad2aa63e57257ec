import { now } from '../clock.js';
import { moment, span } from '../format.js';
import { Light } from './light.js';
import { html } from 'lit';

const shown = new Set();

/** One timer for all of them: they turn together. */
setInterval(() => shown.forEach((each) => each.requestUpdate()), 1_000);

/** How long it is until an instant of the gateway, counting down. */
class Until extends Light {
  static properties = { at: {} };

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    const rest = Date.parse(this.at) - now();
    return html`
      <time datetime=${this.at} title=${moment(this.at, now())}>${rest > 0 ? span(rest) : 'now'}</time>`;
  }
}

customElements.define('fw-until', Until);
