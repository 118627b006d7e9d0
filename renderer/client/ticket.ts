declare global {
  interface Window {
    /** The bridge of the desktop shell; absent in a browser. */
    readonly saoma?: { takeTicket(): Promise<string> };
  }
}

/**
 * Takes the one-time ticket that lets this window open its session: from the desktop shell, or from the address, which is
 * cleaned at once so that the ticket stays in no history.
 *
 * @returns a function that gives the ticket once, and null when there is none (any more)
 */
export function createTicketSource(window: Window): () => Promise<string | null> {
  const { location, history } = window;
  let fromAddress = new URLSearchParams(location.hash.slice(1)).get('ticket') ?? bareTicket(location.hash);
  if (fromAddress) history.replaceState(null, '', location.pathname + location.search);

  return async () => {
    const ticket = fromAddress;
    fromAddress = null;
    return ticket ?? (await window.saoma?.takeTicket()) ?? null;
  };
}

/** `#TICKET` without a name. */
function bareTicket(hash: string): string | null {
  return /^#[\w-]{16,}$/.test(hash) ? hash.slice(1) : null;
}
