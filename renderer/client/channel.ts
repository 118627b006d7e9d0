import type { Cancel } from '../../src/basics/clock.ts';
import { createEventReader } from './events.ts';
import { createSession, type SessionParts } from './session.ts';

/** The host says at least something every 10 s; two missed beats and a little patience mean that nobody is there. */
const SILENCE_MS = 25_000;
/** Waits before each next try; the last one repeats. */
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;

export type ChannelParts = SessionParts & {
  readonly clock: { monotonicMs(): number; after(delayMs: number, callback: () => void): Cancel };
};

/** What a watched stream tells. Times on the page's monotonic clock. */
export type Watched<T> =
  | { readonly kind: 'view'; readonly view: T; readonly receivedMs: number }
  | { readonly kind: 'lost' } // it is asked for again, by itself
  | { readonly kind: 'refused' }; // the host does not accept this window: it must be opened anew

/** How this page talks to its host: with one session, whatever it asks about. */
export type Channel = {
  /** @returns the host's answer; `refused` when it does not accept this window. Throws when nobody answers. */
  ask(path: string, init?: RequestInit): Promise<Response | 'refused'>;
  /** Sends JSON and reads JSON. @returns the answer's body, or a refusal with a stable code; `no_answer`: it may or may not have been done */
  post<T extends object>(path: string, body: object, patienceMs: number): Promise<T | { readonly ok: false; readonly code: string }>;
  /** Watches a stream of whole views for as long as the page lives, or until canceled; a refusal ends it. */
  watch<T>(path: string, listener: (news: Watched<T>) => void): Cancel;
};

export function createChannel(parts: ChannelParts): Channel {
  const { fetch, clock } = parts;
  const session = createSession(parts);

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
  async function listen<T>(path: string, onView: (view: T) => void, abort: AbortController): Promise<boolean | 'refused'> {
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

  function pause(failures: number): Promise<void> {
    const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
    return new Promise((resolve) => clock.after(waitMs, resolve));
  }

  return {
    ask,
    async post<T extends object>(path: string, body: object, patienceMs: number) {
      try {
        const answer = await ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(patienceMs),
        });
        if (answer === 'refused') return { ok: false, code: 'refused' };
        const said = (await answer.json()) as T & { code?: string };
        return answer.ok ? said : { ok: false, code: said.code ?? `http_${answer.status}` };
      } catch {
        return { ok: false, code: 'no_answer' };
      }
    },
    watch<T>(path: string, listener: (news: Watched<T>) => void): Cancel {
      let abort = new AbortController();
      let isOver = false;
      const tell = (news: Watched<T>) => isOver || listener(news);
      async function stay(): Promise<void> {
        for (let failures = 0; !isOver; failures++) {
          abort = new AbortController();
          const heard = await listen<T>(path, (view) => tell({ kind: 'view', view, receivedMs: clock.monotonicMs() }), abort);
          if (heard === 'refused') return void tell({ kind: 'refused' });
          if (heard) failures = 0;
          tell({ kind: 'lost' });
          await pause(failures);
        }
      }
      void stay();
      return () => {
        isOver = true;
        abort.abort();
      };
    },
  };
}
