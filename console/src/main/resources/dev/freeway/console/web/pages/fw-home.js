import { html } from 'lit';
import { Light } from '../ui/light.js';
import './fw-own-limits.js';
import './fw-quota.js';

/** What can still be called for free: of all providers for who runs this, else one's own. */
class Home extends Light {
  static properties = { me: { attribute: false } };

  render() {
    const runs = this.me.scopes.includes('gateway:read');
    return runs ? html`<fw-quota></fw-quota>` : html`<fw-own-limits .me=${this.me}></fw-own-limits>`;
  }
}

customElements.define('fw-home', Home);
