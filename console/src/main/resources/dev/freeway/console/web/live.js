import { get } from './api.js';
import { heard } from './clock.js';

const POLLED_EVERY = 5_000;

/**
 * Keeps a page of the API fresh: by its stream of changes, or by asking again. Nothing is asked
 * while nobody looks.
 */
export class Live {
  #stop = () => {};

  /**
   * @param {object} host the element it belongs to
   * @param {(onPage: (page: object) => void, onProblem: (problem: Error) => void) => () => void}
   *     start begins, and returns what ends it
   */
  constructor(host, start) {
    this.host = host;
    this.start = start;
    this.onVisible = () => (document.hidden ? this.#stop() : this.begin());
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.onVisible);
    this.begin();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.onVisible);
    this.#stop();
  }

  begin() {
    this.#stop();
    this.#stop = this.start((page) => this.#tell(page), (problem) => this.#tell(this.page, problem));
  }

  #tell(page, problem) {
    this.page = page;
    this.problem = problem;
    this.host.requestUpdate();
  }
}

/** Where every limit stands; what changes comes by itself. */
export function quota(onPage, onProblem) {
  const source = new EventSource('/api/quota/stream');
  const limits = new Map();
  const take = (event) => {
    const page = JSON.parse(event.data);
    heard(page.at);
    page.limits.forEach((limit) => limits.set(key(limit), limit));
    onPage({ at: page.at, limits: [...limits.values()] });
  };
  source.addEventListener('quota', (event) => {
    limits.clear();
    take(event);
  });
  source.addEventListener('changes', take);
  let stopAsking = () => {};
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) {
      onProblem(new Error('The connection is lost; the figures are from before.'));
      return;
    }
    // It was refused, which a browser says without words: asking tells them, or serves instead.
    stopAsking();
    stopAsking = polled('/api/quota')(([page]) => {
      heard(page.at);
      onPage(page);
    }, onProblem);
  });
  return () => {
    source.close();
    stopAsking();
  };
}

/** @returns {string} what tells one limit from another */
export function key({ provider, account, model, limit }) {
  return [provider, account, model, limit].join('\n');
}

/** Pages of the API, asked again and again. */
export function polled(...paths) {
  return (onPage, onProblem) => {
    const ended = new AbortController();
    const look = async () => {
      try {
        onPage(await Promise.all(paths.map((path) => get(path, ended.signal))));
      } catch (problem) {
        if (!ended.signal.aborted) onProblem(problem);
      }
    };
    look();
    const timer = setInterval(look, POLLED_EVERY);
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  };
}
