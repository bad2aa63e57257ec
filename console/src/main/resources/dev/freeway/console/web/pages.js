import { html } from 'lit';

/**
 * Every page of the console, in the order of the navigation and by its groups, each for who has that
 * scope, or for everybody where there is none, and of these for whom `to` says. `path` is the first
 * part of the address; `draw` is handed the rest of it.
 *
 * @type {{path: string, title: string, group: 'Use'|'Watch'|'Manage', scope?: string,
 *     to?: (me: object) => boolean, load: () => Promise<unknown>,
 *     draw: (me: object, rest: string) => unknown}[]}
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
    path: 'usage',
    title: 'Usage',
    group: 'Watch',
    scope: 'usage:read',
    load: () => import('./pages/fw-usage.js'),
    draw: (me) => html`<fw-usage .me=${me}></fw-usage>`,
  },
  {
    path: 'activity',
    title: 'Activity',
    group: 'Watch',
    scope: 'usage:read',
    load: () => import('./pages/fw-activity.js'),
    draw: (me) => html`<fw-activity .me=${me}></fw-activity>`,
  },
  {
    path: 'credits',
    title: 'Credits',
    group: 'Watch',
    scope: 'usage:read',
    load: () => import('./pages/fw-credits.js'),
    draw: (me) => html`<fw-credits .me=${me}></fw-credits>`,
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
    path: 'providers',
    title: 'Providers',
    group: 'Manage',
    scope: 'usage:read',
    load: () => import('./pages/fw-providers.js'),
    draw: (me) => html`<fw-providers .me=${me}></fw-providers>`,
  },
  {
    path: 'people',
    title: 'People',
    group: 'Manage',
    scope: 'admin:read',
    load: () => import('./pages/fw-people.js'),
    draw: (me, rest) => html`<fw-people .me=${me} .part=${rest}></fw-people>`,
  },
  {
    path: 'plans',
    title: 'Plans',
    group: 'Manage',
    load: () => import('./pages/fw-plans.js'),
    draw: (me) => html`<fw-plans .me=${me}></fw-plans>`,
  },
  {
    path: 'audit',
    title: 'Audit',
    group: 'Manage',
    scope: 'admin:read',
    to: ({ role }) => role === 'operator',
    load: () => import('./pages/fw-audit.js'),
    draw: () => html`<fw-audit></fw-audit>`,
  },
];

/** @returns {boolean} whether that page is there for a login: who may make a token for it, has it */
export function shows({ scope, to = () => true }, me) {
  const may = !scope || me.scopes.includes(scope)
    || (scope === 'models:read' && me.scopes.includes('admin:write'));
  return may && to(me);
}
