import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Held } from './held.ts';

/** A reader that cannot even take what is left within this time is cut off. */
const LAST_WORDS_MS = 10_000;

export type StreamShape = {
  readonly contentType: string;
  readonly heartbeat: string; // said when nothing else is, so that both ends notice a dead line
  readonly heartbeatMs: number;
};

/** An answer that goes on. Writing to one that has ended does nothing. */
export type Stream = {
  write(text: string): void;
  /** How much was written and not yet taken by the reader, in bytes. */
  backlog(): number;
  /** Lets the reader take what is left, and closes. */
  end(): void;
  /** Calls back once, when the stream is over for whatever reason; at once when it is already. */
  onEnd(callback: () => void): void;
};

/** Begins an answer that goes on. @returns null when too many are open */
export function openStream(outgoing: ServerResponse, shape: StreamShape, parts: { clock: Clock; held: Held }): Stream | null {
  const { clock } = parts;
  const letGo = parts.held.hold(end);
  if (!letGo) return null;
  const callbacks: (() => void)[] = [letGo];
  let isOver = false;
  let stopBeating = planBeat();

  outgoing.on('error', over);
  outgoing.on('close', over);
  outgoing.writeHead(200, { 'content-type': shape.contentType });
  outgoing.flushHeaders();
  if (outgoing.destroyed) over();

  function planBeat(): Cancel {
    return clock.after(shape.heartbeatMs, () => {
      if (!outgoing.writableNeedDrain) outgoing.write(shape.heartbeat);
      stopBeating = planBeat();
    });
  }

  function over(): void {
    if (isOver) return;
    isOver = true;
    stopBeating();
    for (const callback of callbacks) callback();
  }

  function end(): void {
    if (isOver) return;
    over();
    outgoing.end();
    const forget = clock.after(LAST_WORDS_MS, () => outgoing.destroy());
    outgoing.once('close', forget);
  }

  return {
    write(text) {
      if (!isOver) outgoing.write(text);
    },
    backlog: () => outgoing.writableLength,
    end,
    onEnd(callback) {
      if (isOver) callback();
      else callbacks.push(callback);
    },
  };
}
