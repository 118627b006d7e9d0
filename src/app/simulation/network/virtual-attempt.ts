import type { Cancel, Clock } from '../../../basics/clock.ts';
import type { AttemptEnd, AttemptRequest, OpenAttempt } from '../../../gateway/transport/attempt.ts';
import { TRUSTED_IDLE_MS } from '../../../gateway/transport/endpoints.ts';
import type { Connection, VirtualEndpoint } from './virtual-endpoint.ts';

/** What comes back on a connection. */
export type Back =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Uint8Array }
  | { readonly kind: 'broken'; readonly reason: string };

/** What lies behind the sockets: time to connect, and the way of a body there and back. */
export type Wire = {
  /** @param done hears the connection's standing, or why there is none; never called when nobody answers */
  connect(endpoint: VirtualEndpoint, done: (failure: string | null) => void): void;
  carry(
    endpoint: VirtualEndpoint,
    wanted: AttemptRequest,
    sending: { readonly body: string; readonly isReused: boolean },
    back: (back: Back) => void,
  ): void;
};

/** One request over a virtual connection; the twin of the real attempt, which speaks to sockets. */
export function openVirtually(endpoint: VirtualEndpoint, wanted: AttemptRequest, clock: Clock, wire: Wire): OpenAttempt {
  let settle: (end: AttemptEnd) => void = () => {};
  const ended = new Promise<AttemptEnd>((resolve) => {
    settle = resolve;
  });
  let isOver = false;
  let isReused = false;
  let connection: Connection | null = null;
  let body: string | null = null;
  let leaveByMs = Number.POSITIVE_INFINITY;
  let sentAtMs: number | null = null;
  let onIdle = () => {};
  const cancels: Cancel[] = [];

  queueMicrotask(take);

  function take(): void {
    if (isOver) return;
    const idle = endpoint.takeIdle(wanted.kind);
    if (idle) {
      isReused = true;
      stand(idle);
    } else {
      wire.connect(endpoint, (failure) => {
        if (isOver) return;
        if (failure) fail(failure, false);
        else stand(endpoint.stand(wanted.kind));
      });
    }
  }

  function stand(found: Connection): void {
    connection = found;
    found.onBroken = () => fail('ECONNRESET', false);
    cancels.push(clock.after(TRUSTED_IDLE_MS, () => sentAtMs === null && onIdle()));
    if (body === null) return;
    if (clock.monotonicMs() <= leaveByMs) write(body);
    else fail('connect_timeout', true);
  }

  function write(text: string): void {
    sentAtMs = clock.monotonicMs();
    wire.carry(endpoint, wanted, { body: text, isReused }, (back) => {
      if (isOver) return;
      if (back.kind === 'broken') return fail(back.reason, false);
      if (connection) endpoint.giveBack(connection);
      connection = null;
      end({ kind: 'answered', status: back.status, body: back.body, sentAtMs: sentAtMs ?? clock.monotonicMs() });
    });
  }

  function fail(reason: string, timedOut: boolean): void {
    end({ kind: 'failed', reason, timedOut, sentAtMs });
  }

  function end(result: AttemptEnd): void {
    if (isOver) return;
    isOver = true;
    body = null;
    if (connection) endpoint.drop(connection);
    for (const cancel of cancels) cancel();
    settle(result);
  }

  function connectWithin(connectMs: number): void {
    cancels.push(clock.after(connectMs, () => connection || fail('connect_timeout', true)));
  }

  return {
    endpoint,
    ended,
    isOver: () => isOver,
    isConnected: () => connection !== null && !isOver,
    isReused: () => isReused,
    onIdle(listener) {
      onIdle = listener;
    },
    send(text, limits) {
      body = text;
      leaveByMs = clock.monotonicMs() + limits.connectMs;
      if (connection) write(text);
      else connectWithin(limits.connectMs);
      cancels.push(clock.after(limits.totalMs, () => fail('deadline', true)));
      return ended;
    },
    connectWithin,
    abandon: (reason) => fail(reason, false),
  };
}
