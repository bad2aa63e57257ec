import DOMPurify from 'dompurify';
import { Marked } from 'marked';

/** What text may become: nothing that loads, runs, looks like a part of the page or is filled in. */
const KEPT = {
  ALLOWED_TAGS: [
    '#text', 'a', 'b', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr',
    'i', 'kbd', 'li', 'ol', 'p', 'pre', 's', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th',
    'thead', 'tr', 'ul',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};
/** A list goes on after an empty line: blocks at the end are not final yet. */
const UNFINISHED = 2;
/** Of the time at most one part in so many goes into drawing. */
const SHARE = 4;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => text.replace(/[&<>"]/g, (each) => ESCAPES[each]);

const marked = new Marked({
  renderer: {
    // Pictures from elsewhere would tell elsewhere who reads this.
    image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || 'picture')}</a>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

function clean(tokens) {
  return DOMPurify.sanitize(marked.parser(tokens), KEPT);
}

/** Markdown that grows: what is final stays, and only the end of it is read again. */
export class Growing {
  #box;
  #rest = '';
  #drawn = [];
  #next = 0;
  #timer = 0;

  /** @param {Element} box whose content it is */
  constructor(box) {
    this.#box = box;
    box.replaceChildren();
  }

  /** @param {string} text what is added */
  write(text) {
    this.#rest = (this.#rest + text).replace(/\r\n?/g, '\n');
    if (this.#timer) return;
    this.#timer = setTimeout(() => requestAnimationFrame(() => this.draw()), this.#next - performance.now());
  }

  /** Draws what was written. */
  draw() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const began = performance.now();
    this.#drawn.forEach((node) => node.remove());
    this.#drawn = [];
    const tokens = marked.lexer(this.#rest);
    const final = tokens.slice(0, open(tokens));
    if (final.length) {
      this.#box.append(clean(final));
      this.#rest = this.#rest.slice(final.reduce((sum, { raw }) => sum + raw.length, 0));
    }
    const tail = clean(tokens.slice(final.length));
    this.#drawn = [...tail.childNodes];
    this.#box.append(tail);
    this.#next = performance.now() + (performance.now() - began) * (SHARE - 1);
  }
}

/** @returns {number} the first of the blocks that more text may still change */
function open(tokens) {
  const blocks = tokens.flatMap(({ type }, i) => (type === 'space' ? [] : [i]));
  return blocks.at(-UNFINISHED) ?? 0;
}
