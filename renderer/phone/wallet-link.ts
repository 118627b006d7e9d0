import { err, ok, type Result } from '../../src/basics/result.ts';
import type { PhoneAction, WalletView } from '../../src/contract/sandbox.ts';

/** How the line to the phone's own machine is. */
export type LinkEvent = { readonly kind: 'wallet'; readonly view: WalletView; readonly atMs: number } | { readonly kind: 'lost' };

/** The phone's line: what it shows, and what the customer does. */
export type WalletLink = {
  /** Tells every view until stopped; comes back by itself when the line was lost. */
  watch(listener: (event: LinkEvent) => void): () => void;
  /** @returns why it was not done: the problem's code, or `not_delivered` */
  act(action: PhoneAction): Promise<Result<null, string>>;
};

/** A stream that was refused, not cut, is asked for again after this; the browser itself only repeats a cut one. */
const REOPEN_MS = 3_000;

/** A local server that is silent for so long is not there. */
const ACT_DEADLINE_MS = 5_000;

const NOT_DELIVERED = 'not_delivered';

/** The line over server-sent events, to the server this page came from. */
export function connectWallet(clock: () => number): WalletLink {
  return {
    watch(listener) {
      let source: EventSource | null = null;
      let timer: ReturnType<typeof setTimeout> | undefined;
      function open(): void {
        source = new EventSource('/phone/api/events');
        source.addEventListener('wallet', (event: MessageEvent<string>) => {
          listener({ kind: 'wallet', view: JSON.parse(event.data) as WalletView, atMs: clock() });
        });
        source.onerror = () => {
          listener({ kind: 'lost' });
          if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
        };
      }
      open();
      return () => {
        clearTimeout(timer);
        source?.close();
      };
    },
    async act(action) {
      try {
        const answer = await fetch('/phone/api/actions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(action),
          signal: AbortSignal.timeout(ACT_DEADLINE_MS),
        });
        return answer.ok ? ok(null) : err(codeOf(await answer.json()));
      } catch {
        return err(NOT_DELIVERED); // no server: the stream says so on the glass
      }
    },
  };
}

function codeOf(problem: unknown): string {
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : null;
  return typeof code === 'string' ? code : NOT_DELIVERED;
}
