import type { Cancel } from '../../src/basics/clock.ts';
import type { ChargePage } from '../../src/contract/charge.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { createEventReader } from './events.ts';
import { createSession, type SessionParts } from './session.ts';

/** The host says at least something every 10 s; two missed beats and a little patience mean that nobody is there. */
const SILENCE_MS = 25_000;
/** Waits before each next try; the last one repeats. */
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;
/** A command is answered from memory and disk alone: longer means that nobody is there. */
const COMMAND_MS = 8_000;

/** What the screen knows of its terminal. Times on the page's monotonic clock. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly view: TerminalView; readonly receivedMs: number }
  | { readonly kind: 'lost'; readonly sinceMs: number }
  | { readonly kind: 'refused' }; // the host does not accept this window: it must be opened anew

/** The contract, as a screen holds it. */
export type Client = {
  /** Calls back at once and after each change, until canceled. */
  watch(listener: (connection: Connection) => void): Cancel;
  /** @returns the terminal's answer; `no_answer` when none came: it may or may not have been done */
  send(command: Command): Promise<CommandAnswer>;
  /** A page of charges, newest first. @param cursor of the page before, or null. Throws when it cannot be had. */
  history(cursor: string | null): Promise<ChargePage>;
  /** Shows the page about scanners at once and after each change, until canceled. `receivedMs` on the page's monotonic clock. */
  watchDoctor(listener: (view: DoctorView, receivedMs: number) => void): Cancel;
};

export type ClientParts = SessionParts & {
  readonly clock: { monotonicMs(): number; after(delayMs: number, callback: () => void): Cancel };
};

/** Connects to the host that served this page. Reconnects by itself for as long as the page lives. */
export function connect(parts: ClientParts): Client {
  const { fetch, clock } = parts;
  const session = createSession(parts);
  const listeners = new Set<(connection: Connection) => void>();
  let connection: Connection = { kind: 'connecting' };

  function tell(next: Connection): void {
    connection = next;
    for (const listener of listeners) listener(next);
  }

  function lose(): void {
    if (connection.kind !== 'lost') tell({ kind: 'lost', sinceMs: clock.monotonicMs() });
  }

  async function ask(path: string, init: RequestInit = {}): Promise<Response | 'refused'> {
    const key = await session.key();
    if (key === null) return 'refused';
    const answer = await fetch(path, { ...init, headers: { ...init.headers, 'x-saoma-page': key } });
    if (answer.status !== 401) return answer;
    session.forget(key);
    const fresh = await session.key();
    if (fresh === null) return 'refused';
    return fetch(path, { ...init, headers: { ...init.headers, 'x-saoma-page': fresh } });
  }

  /** One stream of views, from its opening to its end. @returns whether any view came */
  async function listen<T>(path: string, onView: (view: T) => void, abort = new AbortController()): Promise<boolean | 'refused'> {
    let patience = clock.after(SILENCE_MS, () => abort.abort());
    let heard = false;
    const read = createEventReader((data) => {
      heard = true;
      onView(JSON.parse(data) as T);
    });
    try {
      const answer = await ask(path, { headers: { accept: 'text/event-stream' }, signal: abort.signal });
      if (answer === 'refused' || answer.status === 401) return 'refused';
      if (!answer.ok || !answer.body) return false;
      const reader = answer.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        patience();
        patience = clock.after(SILENCE_MS, () => abort.abort());
        read(piece.value);
      }
      return heard;
    } catch {
      return heard;
    } finally {
      patience();
      abort.abort();
    }
  }

  async function stayConnected(): Promise<void> {
    for (let failures = 0; ; failures++) {
      const heard = await listen<TerminalView>('/ui/v1/view', (view) => tell({ kind: 'live', view, receivedMs: clock.monotonicMs() }));
      if (heard === 'refused') return tell({ kind: 'refused' });
      if (heard) failures = 0;
      lose();
      await pause(failures);
    }
  }

  function pause(failures: number): Promise<void> {
    const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
    return new Promise((resolve) => clock.after(waitMs, resolve));
  }

  void stayConnected();

  return {
    watch(listener) {
      listeners.add(listener);
      listener(connection);
      return () => listeners.delete(listener);
    },
    async send(command) {
      try {
        const answer = await ask('/ui/v1/commands', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(command),
          signal: AbortSignal.timeout(COMMAND_MS),
        });
        if (answer === 'refused') return { ok: false, code: 'refused' };
        const body = (await answer.json()) as { ok?: boolean; code?: string };
        return answer.ok && body.ok === true ? { ok: true } : { ok: false, code: body.code ?? `http_${answer.status}` };
      } catch {
        return { ok: false, code: 'no_answer' };
      }
    },
    watchDoctor(listener) {
      let abort = new AbortController();
      let isOver = false;
      async function stay(): Promise<void> {
        for (let failures = 0; !isOver; failures++) {
          abort = new AbortController();
          const show = (view: DoctorView) => isOver || listener(view, clock.monotonicMs());
          if ((await listen<DoctorView>('/ui/v1/doctor', show, abort)) === true) failures = 0;
          await pause(failures);
        }
      }
      void stay();
      return () => {
        isOver = true;
        abort.abort();
      };
    },
    async history(cursor) {
      const answer = await ask(`/ui/v1/charges${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
      if (answer === 'refused' || !answer.ok) throw new Error('no history');
      return (await answer.json()) as ChargePage;
    },
  };
}
