import * as v from 'valibot';

/**
 * How a page for customers talks to its host, over `/display/v1`. The page itself is at `/display/`. As in `ui.ts` two secrets together open
 * it: a cookie that no script can read, and a page key that is sent as the header `PAGE_KEY_HEADER`.
 *
 * - `GET /display/v1/door`: answers a `DisplayDoor`; open to everybody who reaches the host
 * - `POST /display/v1/session` with `SessionBody`: a window of the terminal's own, with the ticket from `#ticket=…` or its shell; answers
 *   `SessionAnswer` and sets a cookie that ends with the browser: the key belongs into `sessionStorage`
 * - `POST /display/v1/pair` with `PairBody`: a browser elsewhere; answers `SessionAnswer` and sets a cookie that lives a year: the key
 *   belongs into `localStorage`. 403 with a `PairRefusal` when not
 * - `GET /display/v1/view`: server-sent events, the data of each a whole `DisplayView`, as `/ui/v1/view` has them
 * - `POST /display/v1/commands` with `KioskCommand`: answers `CommandAnswer`; 403 unless the view's `role` is `self_service`
 * - `GET /display/v1/pictures/N`: the addresses come with the view; the cookie alone opens them, since an image sends no header
 *
 * 401 means that this browser is not paired (any more), or its window must be opened anew.
 */
export const DISPLAY_BASE = '/display/v1';

/** What a stranger is told. `isNetwork`: by this door browsers elsewhere are paired; else windows come with a ticket. */
export type DisplayDoor = {
  readonly store: { readonly name: string; readonly locale: Locale };
  readonly isNetwork: boolean;
  readonly isPlainHttp: boolean; // others in the network can read along
};

/** Why a display was not paired. `locked`: too many wrong codes from this address. `failed`: the terminal's disk did not take it. */
export type PairRefusal = {
  readonly ok: false;
  readonly code: 'wrong_code' | 'locked' | 'failed';
  readonly waitMs?: number; // how long this address is not listened to
};

type Locale = 'zh-CN' | 'en' | 'ko';

/** What the customer sees now. Amounts in the currency's minor unit; durations are milliseconds at the time of the view. */
export type Scene =
  | { readonly kind: 'idle' }
  | { readonly kind: 'show_code'; readonly amount: number; readonly currency: string } // "show your payment code"
  | {
      readonly kind: 'scan_qr';
      readonly amount: number;
      readonly currency: string;
      readonly content: string;
      readonly endsInMs: number;
      readonly validMs: number;
    }
  | { readonly kind: 'working'; readonly amount: number; readonly currency: string } // on its way, queued, unknown, being undone: one moment, please
  | { readonly kind: 'password'; readonly amount: number; readonly currency: string; readonly waitedMs: number }
  | { readonly kind: 'paid'; readonly amount: number; readonly currency: string; readonly at: string } // RFC 3339
  | { readonly kind: 'not_paid'; readonly amount: number; readonly currency: string; readonly why: NotPaid };

/** In the customer's words: nothing was taken in any of these. */
export type NotPaid =
  | 'code_expired' // refresh the payment code
  | 'code_unusable' // refresh it, no screenshots
  | 'insufficient_funds'
  | 'card_not_supported'
  | 'refused' // see the phone
  | 'no_line'
  | 'given_up' // canceled, expired, or no password in time
  | 'other';

/** Everything that a page for customers draws, whole at each change; the newest wins. No payment code, no number, nobody's name. */
export type DisplayView = {
  readonly store: { readonly name: string; readonly locale: Locale; readonly timeZone: string };
  readonly mode: 'live' | 'sandbox';
  readonly role: DisplayRole;
  readonly pictures: readonly string[]; // addresses on the same host, shown while nothing is to pay
  readonly buttons: readonly { readonly label: Readonly<Record<Locale, string>>; readonly amount: number }[]; // of a self-service kiosk, else none
  readonly currency: string; // of the buttons
  readonly scene: Scene;
  readonly sceneId: string; // another one for each sale: the language that its customer chose ends with it
};

/** What a page may do beside being looked at: nothing, or begin a charge by one of its buttons and give that one up. */
export type DisplayRole = 'display' | 'self_service';

/** What a self-service kiosk may ask. */
export const KioskCommand = v.variant('kind', [
  v.object({
    kind: v.literal('order'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    button: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
  }),
  /** Gives up the charge on the screen, if the kiosk itself began it. */
  v.object({ kind: v.literal('give_up') }),
]);
export type KioskCommand = v.InferOutput<typeof KioskCommand>;

/** A display elsewhere says the code that the counter shows. */
export const PairBody = v.object({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(40),
    v.check((text) => text.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text)),
  ),
});
export type PairBody = v.InferOutput<typeof PairBody>;

/** A display that was paired, as the counter lists them. */
export type PairedDisplay = {
  readonly id: string;
  readonly name: string;
  readonly role: DisplayRole;
  readonly pairedAt: string; // RFC 3339
  readonly isConnected: boolean;
};

/** Of displays elsewhere, for the counter; part of the terminal's view. */
export type DisplaysView = {
  readonly addresses: readonly string[]; // where a browser elsewhere finds the page; none: the configuration opens no door
  readonly pairing: { readonly code: string; readonly role: DisplayRole; readonly endsInMs: number } | null;
  readonly paired: readonly PairedDisplay[];
};
