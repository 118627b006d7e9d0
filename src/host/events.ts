import type { ServerResponse } from 'node:http';
import type { Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import type { FeedEvent, Terminal } from '../terminal/terminal.ts';
import type { TillClient } from './bearer.ts';
import type { Held } from './held.ts';
import { openStream } from './stream.ts';
import { EVENT_SCOPES } from './till-scope.ts';

/** Proxies and tills take a silent line for a dead one after half a minute or so. */
const HEARTBEAT_MS = 15_000;
/** How far a reader may fall behind: all that the terminal remembers fits in, so that a resumed stream is not cut at once. */
const MAX_BACKLOG_BYTES = 2 * 1024 * 1024;
/** Ids are short; a longer one is none of ours. */
const MAX_ID_LENGTH = 64;

export type EventParts = { readonly terminal: Terminal; readonly clock: Clock; readonly held: Held; readonly log: Log };

/**
 * Tells everything that happens within a client's scopes as server-sent events; of the rest it tells the id, for coming back. A reader that falls behind is sent what is already written and
 * then let go: it comes back with the last id that it read and misses nothing.
 *
 * @param lastEventId where the reader left off, or null
 * @returns whether the stream began; not when too many are open
 */
export function streamEvents(
  outgoing: ServerResponse,
  lastEventId: string | null,
  parts: EventParts & Pick<TillClient, 'scopes'>,
): boolean {
  const { terminal, log, scopes } = parts;
  const shape = { contentType: 'text/event-stream', heartbeat: ':\n\n', heartbeatMs: HEARTBEAT_MS };
  const stream = openStream(outgoing, shape, parts);
  if (!stream) return false;
  let isLetGo = false;
  // A block without data tells nothing but where the reader is: one that breaks off before its first event comes back with this.
  stream.write(lastEventId === null ? `retry: 1000\nid: ${terminal.feedPosition()}\n\n` : 'retry: 1000\n\n');
  const stopListening = terminal.feed(lastEventId !== null && lastEventId.length <= MAX_ID_LENGTH ? lastEventId : null, (event) => {
    if (isLetGo) return;
    stream.write(isWithin(event, scopes) ? frame(event) : `id: ${event.id}\n\n`);
    if (stream.backlog() <= MAX_BACKLOG_BYTES) return;
    isLetGo = true;
    log.write('event_reader_too_slow', { backlogBytes: stream.backlog() });
    stream.end();
  });
  stream.onEnd(stopListening);
  return true;
}

function isWithin({ type }: FeedEvent, scopes: TillClient['scopes']): boolean {
  const needed = EVENT_SCOPES[type];
  return needed === 'every' || scopes.has(needed);
}

/** One event on the wire. JSON without spaces holds no line break, so one `data` line is enough. */
function frame({ id, type, data }: FeedEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
