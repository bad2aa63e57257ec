import { html } from 'lit';
import { asking } from '../api.js';

/**
 * All rows of a list as files.
 *
 * @param {string} path of the API
 * @param {object} query what the list is asked for
 * @param {string} what it is
 */
export function exports(path, query, what) {
  return html`
    <div class="exports">
      <span class="fine">Export</span>
      ${['csv', 'jsonl'].map((format) => html`
        <a class="button" download href=${asking(path, { ...query, format })}
           aria-label="${what} as ${format.toUpperCase()}">${format.toUpperCase()}</a>`)}
    </div>`;
}
