import { html } from 'lit';
import { THEMES, useTheme, wantedTheme } from '../theme.js';
import { Light } from './light.js';

const NAMES = { auto: 'Auto', light: 'Light', dark: 'Dark' };

/** Chooses between light, dark, and what the system says. */
class Theme extends Light {
  #choose(event) {
    useTheme(event.target.value);
  }

  render() {
    return html`
      <label class="theme">
        <span class="unseen">Theme</span>
        <select @change=${this.#choose}>
          ${THEMES.map((theme) => html`
            <option value=${theme} ?selected=${theme === wantedTheme()}>${NAMES[theme]}</option>`)}
        </select>
      </label>`;
  }
}

customElements.define('fw-theme', Theme);
