import { err, ok, type Result } from '../../basics/result.ts';
import { randomText } from '../chance.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { WebhookEndpoint, WooshStore } from './intent.ts';
import { isMetadata, isTexts } from './intent-fields.ts';
import { asText, type JsonObject, withoutUnset } from './json.ts';
import { invalid, missing, type Refusal, unknownId, wrong } from './refusal.ts';
import { showEndpoint } from './show.ts';

type Answer = Result<Success, Refusal>;

/** More endpoints than this are a mistake of a script. */
const MOST = 16;

/** Where the merchant wants to hear of events, as he registered it. */
export class EndpointBook {
  readonly #store: WooshStore;
  readonly #endpoints = new Map<string, WebhookEndpoint>();

  constructor(store: WooshStore) {
    this.#store = store;
    for (const endpoint of store.load('endpoint')) this.#endpoints.set(endpoint.id, endpoint);
  }

  find(id: string): WebhookEndpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** Oldest first. */
  all(): WebhookEndpoint[] {
    return [...this.#endpoints.values()];
  }

  put(endpoint: WebhookEndpoint): WebhookEndpoint {
    this.#endpoints.set(endpoint.id, endpoint);
    this.#store.save('endpoint', endpoint);
    return endpoint;
  }

  remove(id: string): void {
    this.#endpoints.delete(id);
    this.#store.remove('endpoint', id);
  }
}

export function createEndpoint({ endpoints, ids, clock, random }: WooshDesk, { fields }: WooshCallRequest): Answer {
  if (endpoints.all().length >= MOST) return err(invalid(400, 'too_many_endpoints', `At most ${MOST} endpoints.`));
  if (!asText(fields.url)) return missing('url');
  if (fields.enabled_events === undefined) return missing('enabled_events');
  const read = readEndpoint(fields);
  if (!read.ok) return read;
  const { url = '', enabledEvents = [], echoed } = read.value;
  const secret = `whsec_${randomText(random, 32)}`;
  const endpoint = { ...ids.issue('we'), madeAtMs: clock.wallMs(), url, enabledEvents, secret, status: 'enabled', echoed } as const;
  return ok({ body: showEndpoint(endpoints.put(endpoint), true) });
}

export function retrieveEndpoint({ endpoints }: WooshDesk, { id }: WooshCallRequest): Answer {
  const endpoint = endpoints.find(id);
  return endpoint ? ok({ body: showEndpoint(endpoint) }) : unknownId('webhook_endpoint');
}

export function updateEndpoint({ endpoints }: WooshDesk, { id, fields }: WooshCallRequest): Answer {
  const endpoint = endpoints.find(id);
  if (!endpoint) return unknownId('webhook_endpoint');
  const read = readEndpoint(fields);
  if (!read.ok) return read;
  const status = typeof fields.disabled === 'boolean' ? (fields.disabled ? 'disabled' : 'enabled') : endpoint.status;
  const echoed = { ...endpoint.echoed, ...read.value.echoed };
  const { url = endpoint.url, enabledEvents = endpoint.enabledEvents } = read.value;
  return ok({ body: showEndpoint(endpoints.put({ ...endpoint, url, enabledEvents, status, echoed })) });
}

export function deleteEndpoint({ endpoints }: WooshDesk, { id }: WooshCallRequest): Answer {
  if (!endpoints.find(id)) return unknownId('webhook_endpoint');
  endpoints.remove(id);
  return ok({ body: { id, object: 'webhook_endpoint', deleted: true } });
}

/** Whether this sandbox may post there: to this machine, and nowhere else. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return protocol === 'http:' && isHere && username === '' && password === '';
}

type Wanted = { readonly url?: string; readonly enabledEvents?: readonly string[]; readonly echoed: JsonObject };

function readEndpoint(fields: JsonObject): Result<Wanted, Refusal> {
  const { enabled_events: enabledEvents, description, metadata, api_version } = fields;
  const url = asText(fields.url);
  if (url && !isLoopback(url)) return wrong('url');
  if (enabledEvents !== undefined && !(isTexts(enabledEvents) && enabledEvents.length > 0)) return wrong('enabled_events');
  if (!isMetadata(metadata)) return wrong('metadata');
  const echoed = withoutUnset({ description, metadata, api_version });
  return ok({ ...(url && { url }), ...(enabledEvents && { enabledEvents }), echoed });
}
