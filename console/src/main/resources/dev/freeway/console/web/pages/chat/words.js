/** How many comparisons of two words are made at most. */
const COMPARISONS_MAX = 4_000_000;

/**
 * What became of the words of one text in another: the longest common row of them stays.
 *
 * @param {string} before
 * @param {string} after
 * @returns {{kind: 'same'|'gone'|'new', text: string}[] | null} null where they are too long
 */
export function wordDiff(before, after) {
  const a = words(before);
  const b = words(after);
  const start = common(a, b);
  const end = common(a.slice(start).reverse(), b.slice(start).reverse());
  const inA = a.slice(start, a.length - end);
  const inB = b.slice(start, b.length - end);
  if (inA.length * inB.length > COMPARISONS_MAX) return null;
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: 'same', text })),
    ...walked(inA, inB),
    ...a.slice(a.length - end).map((text) => ({ kind: 'same', text })),
  ]);
}

/** A word with the space behind it. */
const words = (text) => text.match(/\S+\s*|\s+/g) ?? [];

/** @returns {number} with how many words both begin */
function common(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

/** `longest[i * width + j]`: how many words the rests from i and from j have in common. */
function table(a, b) {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j]
        ? longest[(i + 1) * width + j + 1] + 1
        : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  return longest;
}

function walked(a, b) {
  const width = b.length + 1;
  const longest = table(a, b);
  const parts = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i] });
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
      parts.push({ kind: 'gone', text: a[i] });
      i += 1;
    } else {
      parts.push({ kind: 'new', text: b[j] });
      j += 1;
    }
  }
  return parts;
}

function joined(parts) {
  const all = [];
  for (const { kind, text } of parts) {
    if (all.at(-1)?.kind === kind) all.at(-1).text += text;
    else all.push({ kind, text });
  }
  return all;
}
