import { html } from 'lit';
import { Light } from '../ui/light.js';
import './fw-explain.js';
import './fw-own-accounts.js';
import './fw-provider-list.js';

/** Where requests can go: what would happen now, one's own accounts, and for who runs this all of them. */
class Providers extends Light {
  static properties = { me: { attribute: false } };

  render() {
    const { scopes } = this.me;
    return html`
      <div class="page-head"><div>
        <h1>Providers</h1>
        <p class="muted">Where a request can go, and what would become of it now.</p>
      </div></div>
      <fw-explain></fw-explain>
      ${scopes.includes('admin:read') ? html`<fw-own-accounts .me=${this.me}></fw-own-accounts>` : ''}
      ${scopes.includes('gateway:read') ? html`<fw-provider-list></fw-provider-list>` : ''}`;
  }
}

customElements.define('fw-providers', Providers);
