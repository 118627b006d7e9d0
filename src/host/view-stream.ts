import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../basics/clock.ts';
import { VIEW_HEARTBEAT_MS } from '../contract/ui.ts';
import type { Held } from './held.ts';
import { openStream } from './stream.ts';

export type ViewParts = {
  /** What is shown, and who tells that it has changed. */
  readonly shown: { readonly now: () => unknown; readonly onChange: (listener: () => void) => Cancel };
  readonly clock: Clock;
  readonly held: Held;
  /** Called with each sign of life, so that an open window's session does not grow old. */
  readonly stillOpen: () => void;
};

/**
 * Shows a view of the terminal to a window: the whole of it at once and after each change, as server-sent events. While the window
 * is slow nothing queues up: it gets the newest view when it can take one.
 *
 * @returns whether the stream began; not when too many are open
 */
export function streamView(outgoing: ServerResponse, parts: ViewParts): boolean {
  const { shown, clock, stillOpen } = parts;
  const stream = openStream(outgoing, { contentType: 'text/event-stream', heartbeat: ':\n\n', heartbeatMs: VIEW_HEARTBEAT_MS }, parts);
  if (!stream) return false;
  let isStale = true;

  function show(): void {
    if (!isStale || outgoing.writableNeedDrain) return;
    isStale = false;
    stream?.write(`data: ${JSON.stringify(shown.now())}\n\n`);
  }

  function changed(): void {
    isStale = true;
    show();
  }

  function keepOpen(): void {
    stillOpen();
    stopKeeping = clock.after(VIEW_HEARTBEAT_MS, keepOpen);
  }

  let stopKeeping = clock.after(VIEW_HEARTBEAT_MS, keepOpen);
  outgoing.on('drain', show);
  stream.onEnd(shown.onChange(changed));
  stream.onEnd(() => stopKeeping());
  show();
  return true;
}
