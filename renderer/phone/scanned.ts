/** Why nothing is paid by what was scanned, as the customer is told. */
export type ScanRefusal =
  | Stranger
  | 'unknown_code' // nobody here asks for money by it
  | 'order_over' // paid, closed or too old
  | 'no_network'
  | 'failed'; // it was not delivered

/** What this phone knows by sight and keeps to itself: a payment code is a secret, and real money is not to be asked for by practice. */
export type Stranger = 'payment_code' | 'alipay' | 'unionpay' | 'wechat_person';

/** Payment codes by prefix and length, merchants' codes by where they lead. Source: the wallets' own rules of their codes. */
const STRANGERS: readonly (readonly [Stranger, RegExp])[] = [
  ['payment_code', /^1[0-5]\d{16}$/],
  ['alipay', /^(?:(?:2[5-9]|30)\d{14,22}$|https?:\/\/(?:[\w-]+\.)*alipay\.com(?:[/?#]|$)|alipays?:)/i],
  ['unionpay', /^(?:62\d{17}$|https?:\/\/(?:[\w-]+\.)*95516\.com(?:[/?#]|$))/i],
  ['wechat_person', /^wxp:\/\//i],
];

/** Whose code a text is, if it is one that is known by sight and not to be paid. */
export function strangerIn(text: string): Stranger | null {
  return STRANGERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The contract's limit for what is scanned. */
export const MAX_CONTENT = 2048;

const REFUSALS: ReadonlySet<string> = new Set<ScanRefusal>(['unknown_code', 'order_over', 'no_network']);

/** What is told for a problem's code. */
export function refusalOf(code: string): ScanRefusal {
  return REFUSALS.has(code) ? (code as ScanRefusal) : 'failed';
}
