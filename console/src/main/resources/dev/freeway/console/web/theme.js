const KEY = 'freeway-theme';

/** What can be chosen; `auto` is what the system says. */
export const THEMES = ['auto', 'light', 'dark'];

/** @returns {string} what was chosen in this browser */
export function wantedTheme() {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.includes(kept) ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

/** Shows the pages so from now on. */
export function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Where nothing may be kept, it holds until the page is left.
  }
}
