import { ok, type Result } from '../../basics/result.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { JsonObject } from './json.ts';
import { type Refusal, unknownId } from './refusal.ts';

/** What happened, as it is reported. `body` is its JSON, once and for all: every delivery carries the same bytes. */
export type WooshEvent = { readonly id: string; readonly type: string; readonly body: JsonObject };

/** So many of the newest can be asked for. */
const MOST = 5_000;

/** The newest events. */
export class EventLog {
  readonly #events = new Map<string, WooshEvent>();

  note(event: WooshEvent): void {
    this.#events.set(event.id, event);
    if (this.#events.size > MOST) this.#events.delete(this.#events.keys().next().value ?? '');
  }

  find(id: string): WooshEvent | undefined {
    return this.#events.get(id);
  }
}

export function retrieveEvent({ events }: WooshDesk, { id }: WooshCallRequest): Result<Success, Refusal> {
  const event = events.find(id);
  return event ? ok({ body: event.body }) : unknownId('event');
}
