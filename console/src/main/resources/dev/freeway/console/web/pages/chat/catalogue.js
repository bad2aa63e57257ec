import { get } from '../../api.js';
import { heard } from '../../clock.js';
import { mayAsk, read } from './asking.js';
import { models } from './models.js';

const MICRO = 1_000_000;

/**
 * Every model at its providers, one way to tell it whoever asks. `now`: how it stands, empty where
 * nobody says; `trains`: what its terms say of learning from what is sent.
 *
 * @returns {Promise<{id: string, provider: string, grade: string, context: number, longest: number,
 *     can: string[], price: string, trains: string[], retires: string, now: 'free'|'spent'|'closed'|'', why: string}[]>}
 */
export function catalogue(me) {
  return mayAsk(me) ? asked(me) : ofProviders();
}

async function asked(me) {
  const [cards, ...explained] = await Promise.all([
    models(me),
    ...['', '&needs=embedding'].map((needs) => read(me, `/api/explain?model=auto:small${needs}`)),
  ]);
  heard(explained[0].at);
  const [chats, embeds] = explained.map(({ offers }) =>
    Map.groupBy(offers, ({ provider, model }) => `${provider}/${model}`));
  const best = new Set(cards.filter((card) => card.class === 'best').map(({ id }) => id));
  const any = {
    'auto:best': explained[0].offers.filter(({ provider, model }) => best.has(`${provider}/${model}`)),
    'auto:small': explained[0].offers,
    auto: explained[0].offers,
  };
  return cards
    .filter(({ id, owned_by: owner }) => owner !== 'freeway' || any[id])
    .map((card) => ofCard(card, any[card.id] ?? (card.class ? chats : embeds).get(card.id)));
}

/** One card of `/v1/models`, and how its offers stand. */
export function ofCard(card, offers = []) {
  const best = offers.find(({ state }) => state === 'open') ?? offers.find(({ state }) => state !== 'unfit') ?? offers[0];
  const told = card.class || card.architecture.output_modalities.includes('embeddings');
  return {
    id: card.id,
    provider: card.owned_by,
    grade: card.class ?? '',
    context: card.context_length ?? 0,
    longest: card.top_provider.max_completion_tokens ?? 0,
    can: abilities(card),
    price: price(card.pricing),
    trains: card.trains,
    retires: card.retires_on ?? '',
    now: told && best ? STANDING[best.state] : '',
    why: best?.why ?? '',
  };
}

const STANDING = { open: 'free', spent: 'spent', resting: 'spent', unfit: 'closed' };

function abilities({ supported_parameters: known, architecture }) {
  const can = [];
  if (known.includes('tools')) can.push('tools');
  if (known.includes('response_format')) can.push('json');
  if (architecture.input_modalities.includes('image')) can.push('vision');
  if (architecture.input_modalities.includes('audio')) can.push('audio');
  for (const each of architecture.output_modalities) if (each !== 'text') can.push(each);
  return can;
}

/** Of an account's credit, in dollars a million tokens. */
function price({ prompt, completion, request, image_output: image }) {
  if (Number(prompt) || Number(completion)) return `$${millions(prompt)} in, $${millions(completion)} out`;
  if (Number(image)) return `$${Number(image)} an image`;
  return Number(request) ? `$${Number(request)} a request` : '';
}

const millions = (dollars) => String(Number((Number(dollars) * MICRO).toPrecision(4)));

/** For who runs this and asks nothing: what the providers say, and what is left there. */
async function ofProviders() {
  const [{ providers }, { at, limits }] = await Promise.all([get('/api/providers'), get('/api/quota')]);
  heard(at);
  return providers
    .filter(({ state, accounts }) => state === 'live' && accounts.length)
    .flatMap((provider) => provider.models
      .filter(({ holds }) => holds === 'today')
      .map((model) => ofProvider(provider, model, limits)));
}

function ofProvider({ id: provider, privacy, retired_on: ends }, model, limits) {
  const its = limitsOf(limits, provider, model.id);
  const short = its.find(({ left }) => left <= 0);
  const known = { tools: 'tools', json: 'json', vision: 'vision', embedding: 'embeddings', image: 'image', transcription: 'audio' };
  return {
    id: `${provider}/${model.id}`,
    provider,
    grade: model.class,
    context: model.context_tokens,
    longest: model.output_tokens,
    can: model.can.map((each) => known[each]).filter(Boolean),
    price: model.price,
    trains: [privacy.trains],
    retires: [ends, model.until].filter(Boolean).sort()[0] ?? '',
    now: its.length ? (short ? 'spent' : 'free') : '',
    why: short ? `${short.limit} is spent` : '',
  };
}

/** Those that a request to that model takes from. */
export function limitsOf(limits, provider, model) {
  return limits.filter((each) => each.provider === provider && (each.model === '*' || each.model === model));
}
