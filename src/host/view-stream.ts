import type { ServerResponse } from 'node:http';
import type { Clock } from '../basics/clock.ts';
import { VIEW_HEARTBEAT_MS } from '../contract/ui.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Held } from './held.ts';
import { openStream } from './stream.ts';

export type ViewParts = {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly held: Held;
  /** Called with each sign of life, so that an open window's session does not grow old. */
  readonly stillOpen: () => void;
};

/**
 * Shows the terminal to a window: the whole view at once and after each change, as server-sent events. While the window
 * is slow nothing queues up: it gets the newest view when it can take one.
 *
 * @returns whether the stream began; not when too many are open
 */
export function streamView(outgoing: ServerResponse, parts: ViewParts): boolean {
  const { terminal, clock, stillOpen } = parts;
  const stream = openStream(outgoing, { contentType: 'text/event-stream', heartbeat: ':\n\n', heartbeatMs: VIEW_HEARTBEAT_MS }, parts);
  if (!stream) return false;
  let isStale = true;

  function show(): void {
    if (!isStale || outgoing.writableNeedDrain) return;
    isStale = false;
    stream?.write(`data: ${JSON.stringify(terminal.view())}\n\n`);
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
  stream.onEnd(terminal.onView(changed));
  stream.onEnd(() => stopKeeping());
  show();
  return true;
}
