import { html } from 'lit';

/**
 * Every page of the console, in the order of the navigation, each for who has that scope.
 *
 * @type {{path: string, title: string, scope: string, load: () => Promise<unknown>, draw: (me: object) => unknown}[]}
 */
export const PAGES = [
  {
    path: 'home',
    title: 'Home',
    scope: 'usage:read',
    load: () => import('./pages/fw-home.js'),
    draw: (me) => html`<fw-home .me=${me}></fw-home>`,
  },
  {
    path: 'tokens',
    title: 'Tokens',
    scope: 'admin:read',
    load: () => import('./pages/fw-tokens.js'),
    draw: (me) => html`<fw-tokens .me=${me}></fw-tokens>`,
  },
  {
    path: 'usage',
    title: 'Usage',
    scope: 'usage:read',
    load: () => import('./pages/fw-usage.js'),
    draw: (me) => html`<fw-usage .me=${me}></fw-usage>`,
  },
  {
    path: 'activity',
    title: 'Activity',
    scope: 'usage:read',
    load: () => import('./pages/fw-activity.js'),
    draw: (me) => html`<fw-activity .me=${me}></fw-activity>`,
  },
  {
    path: 'credits',
    title: 'Credits',
    scope: 'usage:read',
    load: () => import('./pages/fw-credits.js'),
    draw: (me) => html`<fw-credits .me=${me}></fw-credits>`,
  },
  {
    path: 'providers',
    title: 'Providers',
    scope: 'usage:read',
    load: () => import('./pages/fw-providers.js'),
    draw: (me) => html`<fw-providers .me=${me}></fw-providers>`,
  },
];
