import * as v from 'valibot';

/**
 * How a window talks to the terminal over `/ui/v1`. A window is known by two secrets together: a cookie, which the
 * browser keeps from scripts, and the page key, which the page keeps in `sessionStorage` and sends as a header.
 * Cookies are shared by all ports of a host and storage is not, so neither alone opens anything.
 *
 * - `POST /ui/v1/session` with `SessionBody`: answers `SessionAnswer` and sets the cookie; the ticket came in the fragment `#ticket=…`
 * - `GET /ui/v1/view`: server-sent events, the data of each a whole `TerminalView`; the newest wins; a comment is a sign of life,
 *   at least each `VIEW_HEARTBEAT_MS`. Read with `fetch`: an `EventSource` cannot send the page key
 * - `GET /ui/v1/doctor`: the same way, a whole `DoctorView` each
 * - `POST /ui/v1/commands` with `Command`: answers `CommandAnswer`
 * - `GET /ui/v1/charges?cursor=`: answers a `ChargePage`
 *
 * 401 means that the window must be opened anew; errors are problem documents as in the till API.
 */
export const PAGE_KEY_HEADER = 'x-saoma-page';

/** The stream of views says something at least this often; twice as long without a word means that it is dead. */
export const VIEW_HEARTBEAT_MS = 10_000;

/** Opens a session with a ticket that works once, for a minute. */
export const SessionBody = v.object({
  ticket: v.pipe(v.string(), v.maxLength(128), v.description('The ticket that the window was opened with.')),
});
export type SessionBody = v.InferOutput<typeof SessionBody>;

export type SessionAnswer = { readonly pageKey: string };
