import { html } from 'lit';

/**
 * Every page of the console, in the order of the navigation and by its groups, each for who has that
 * scope. `path` is the first part of the address; `draw` is handed the rest of it.
 *
 * @type {{path: string, title: string, group: 'Use'|'Watch'|'Manage', scope: string,
 *     load: () => Promise<unknown>, draw: (me: object, rest: string) => unknown}[]}
 */
export const PAGES = [
  {
    path: 'home',
    title: 'Home',
    group: 'Use',
    scope: 'usage:read',
    load: () => import('./pages/fw-home.js'),
    draw: (me) => html`<fw-home .me=${me}></fw-home>`,
  },
  {
    path: 'models',
    title: 'Models',
    group: 'Use',
    scope: 'models:read',
    load: () => import('./pages/fw-models.js'),
    draw: (me, rest) => html`<fw-models .me=${me} .model=${rest}></fw-models>`,
  },
  {
    path: 'playground',
    title: 'Playground',
    group: 'Use',
    scope: 'models:read',
    load: () => import('./pages/fw-playground.js'),
    draw: (me, rest) => html`<fw-playground .me=${me} .model=${rest}></fw-playground>`,
  },
  {
    path: 'compare',
    title: 'Compare',
    group: 'Use',
    scope: 'models:read',
    load: () => import('./pages/fw-compare.js'),
    draw: (me) => html`<fw-compare .me=${me}></fw-compare>`,
  },
  {
    path: 'tokens',
    title: 'Tokens',
    group: 'Manage',
    scope: 'admin:read',
    load: () => import('./pages/fw-tokens.js'),
    draw: (me) => html`<fw-tokens .me=${me}></fw-tokens>`,
  },
  {
    path: 'usage',
    title: 'Usage',
    group: 'Watch',
    scope: 'usage:read',
    load: () => import('./pages/fw-usage.js'),
    draw: (me) => html`<fw-usage .me=${me}></fw-usage>`,
  },
];

/** @returns {boolean} whether a login sees that page: who may make a token for it, does */
export function sees({ scopes }, { scope }) {
  return scopes.includes(scope) || (scope === 'models:read' && scopes.includes('admin:write'));
}
