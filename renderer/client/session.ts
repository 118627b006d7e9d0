/** Where this window's page key outlives a reload; it dies with the window. */
export const PAGE_KEY = 'saoma.page-key';

/** What opens a session: how to ask the host, where to keep the key, who hands out tickets. */
export type SessionParts = {
  readonly fetch: typeof fetch;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly takeTicket: () => Promise<string | null>;
  readonly door?: string; // where a ticket opens a session; a display has one of its own
};

export type Session = {
  /** @returns the page key, opening a session with a ticket when there is none; null when no ticket is accepted. Throws when nobody answers. */
  key(): Promise<string | null>;
  /** The host does not know this key any more. */
  forget(key: string): void;
};

/** Keeps this page's half of the session. The other half is a cookie that no script can read. */
export function createSession({ fetch, storage, takeTicket, door = '/ui/v1/session' }: SessionParts): Session {
  let ticket: string | null = null;
  let opening: Promise<string | null> | null = null;

  async function open(): Promise<string | null> {
    // A ticket works once, so it is given up only when the host has answered, whatever the answer.
    ticket ??= await takeTicket();
    if (!ticket) return null;
    const answer = await fetch(door, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    });
    ticket = null;
    if (!answer.ok) return null;
    const { pageKey } = (await answer.json()) as { pageKey: string };
    storage.setItem(PAGE_KEY, pageKey);
    return pageKey;
  }

  return {
    async key() {
      const kept = storage.getItem(PAGE_KEY);
      if (kept !== null) return kept;
      opening ??= open().finally(() => {
        opening = null;
      });
      return opening;
    },
    forget(key) {
      if (storage.getItem(PAGE_KEY) === key) storage.removeItem(PAGE_KEY);
    },
  };
}
