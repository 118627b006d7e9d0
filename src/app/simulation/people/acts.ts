import type { Charge } from '../../../contract/charge.ts';
import { fen } from '../../../money/fen.ts';
import type { ChargeId } from '../../../payment/charge.ts';
import type { Status } from '../../../payment/state.ts';
import type { Acquirer } from '../../../sandbox/acquirer.ts';
import { AuthCode } from '../../../scanner/auth-code.ts';
import type { TerminalProcess } from '../process.ts';
import { noteTold } from '../process.ts';
import type { Recorder } from '../recorder.ts';
import { type Phone, scanQr, takeOtherWay } from './offers.ts';
import { keyOfAttempt, type Sale } from './sale.ts';
import { showBill } from './show-bill.ts';
import { ringAnew } from './twice.ts';

/** What somebody at the counter has before him when he does something about a charge. */
export type Scene = {
  readonly sale: Sale;
  readonly charge: Charge;
  readonly process: TerminalProcess;
  readonly counter: Counter;
};

/** What is shared by the sales of one counter. */
export type Counter = {
  readonly acquirer: Acquirer;
  readonly recorder: Recorder;
  readonly phone: Phone;
  /** The code a till handed over last, and to which process: a terminal knows used codes as long as it lives. */
  lastCode: { readonly text: string; readonly process: TerminalProcess } | null;
};

/** One thing that people do about an open charge: a row of the table below. */
export type Act = {
  readonly deed: string;
  readonly who: 'till' | 'cashier' | 'customer';
  readonly weight: number; // beside the 100 of doing nothing
  readonly when: readonly Status[];
  readonly does: (scene: Scene) => void;
};

/** A picture of a code, an old one, somebody else's: so many. */
const MADE_UP_SHARE = 0.04;

const PURSUED: readonly Status[] = ['awaiting_customer', 'unresolved', 'reversing'];
const SENT: readonly Status[] = ['queued', 'submitting', ...PURSUED];
const OPEN: readonly Status[] = ['awaiting_code', ...SENT];

/** What people do: clumsy, impatient, and over and over. */
export const ACTS: readonly Act[] = [
  { deed: 'scans', who: 'cashier', weight: 70, when: ['awaiting_code'], does: (scene) => scan(scene, newCode(scene)) },
  { deed: 'scans, and the gun reads twice', who: 'cashier', weight: 10, when: ['awaiting_code'], does: scanTwice },
  { deed: 'scans and cancels', who: 'cashier', weight: 10, when: ['awaiting_code'], does: scanAndCancel },
  { deed: 'hands a code over', who: 'till', weight: 25, when: ['awaiting_code'], does: giveCode },
  {
    deed: "scans another wallet's code",
    who: 'cashier',
    weight: 5,
    when: ['awaiting_code'],
    does: (scene) => scan(scene, '281234567890123456'),
  },
  { deed: 'scans again', who: 'cashier', weight: 7, when: SENT, does: (scene) => scan(scene, newCode(scene)) },
  { deed: 'scans the same code again', who: 'cashier', weight: 3, when: SENT, does: (scene) => scan(scene, sameCode(scene)) },
  {
    deed: 'gives it up',
    who: 'till',
    weight: 6,
    when: ['awaiting_code', 'queued'],
    does: ({ process, charge }) => process.terminal.cancel(charge.id),
  },
  { deed: 'scans the QR', who: 'customer', weight: 90, when: ['awaiting_customer'], does: scanQr },
  { deed: 'scans the QR of before', who: 'customer', weight: 12, when: ['awaiting_code', 'unresolved'], does: scanQr },
  { deed: 'scans the QR of before', who: 'customer', weight: 30, when: ['reversing'], does: scanQr },
  { deed: 'takes it the other way', who: 'cashier', weight: 6, when: ['awaiting_code', 'queued', 'awaiting_customer'], does: takeOtherWay },
  { deed: 'takes it the other way', who: 'cashier', weight: 4, when: ['unresolved', 'reversing'], does: takeOtherWay },
  { deed: 'asks why nothing happens', who: 'cashier', weight: 8, when: ['awaiting_code', 'queued', 'submitting'], does: askAgainAndAgain },
  { deed: 'cancels', who: 'cashier', weight: 6, when: OPEN, does: ({ process, charge }) => process.terminal.cancel(charge.id) },
  { deed: 'asks now, again and again', who: 'cashier', weight: 3, when: OPEN, does: askAgainAndAgain },
  {
    deed: 'rings it up again under its key',
    who: 'till',
    weight: 6,
    when: OPEN,
    does: ({ sale, process }) => void ask(sale, process, null),
  },
  { deed: 'rings it up under a new key', who: 'till', weight: 3, when: OPEN, does: ringAnew },
  { deed: 'is shown a bill', who: 'cashier', weight: 12, when: ['awaiting_code', 'queued'], does: showBill },
  { deed: 'is shown a bill', who: 'cashier', weight: 3, when: ['submitting', ...PURSUED], does: showBill },
  {
    deed: 'begins the next sale',
    who: 'cashier',
    weight: 5,
    when: OPEN,
    does: ({ process }) => process.terminal.command({ kind: 'next_sale' }),
  },
  { deed: 'brings it back', who: 'cashier', weight: 2, when: OPEN, does: bringBack },
  { deed: 'looks at the screen', who: 'cashier', weight: 4, when: OPEN, does: look },
  { deed: 'sets it aside', who: 'cashier', weight: 4, when: OPEN, does: park },
  { deed: 'takes cash for it, if it was set aside', who: 'cashier', weight: 6, when: SENT, does: takeCash },
  { deed: 'leaves it to the list', who: 'cashier', weight: 2, when: PURSUED, does: leave },
];

/** What comes of asking for a charge: it runs, it was refused, or its sale has its money another way. */
export type Asked =
  | { readonly kind: 'begun'; readonly charge: Charge }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'settled' };

/** Asks for the running attempt of a sale. @param code in hand, or null: the terminal asks for a scan */
export function ask(sale: Sale, process: TerminalProcess, code: string | null): Asked {
  if (sale.channel === 'cashier' && sale.endedId !== null) return askAgain(sale, sale.endedId, process);
  const origin = sale.channel === 'cashier' ? ('cashier' as const) : ('till' as const);
  const request = {
    origin,
    amountFen: fen(sale.amountFen),
    description: null,
    tillReference: origin === 'till' ? `s${sale.number}` : null, // all attempts of a till's sale carry its name
    saleId: null,
    method: sale.method,
    authCode: code === null || sale.method === 'merchant_qr' ? null : new AuthCode(code),
    idempotencyKey: keyOfAttempt(sale),
    fingerprint: `${sale.amountFen} ${sale.method}`,
  };
  const answer = process.terminal.charge(request);
  if (answer.ok) return { kind: 'begun', charge: answer.value.charge };
  return { kind: 'refused', code: typeof answer.error === 'string' ? answer.error : answer.error.code };
}

/** A cashier asks for another code for the sale of a charge that ended without money. */
function askAgain(sale: Sale, endedId: string, { terminal, journal }: TerminalProcess): Asked {
  const requestId = keyOfAttempt(sale);
  const answer = terminal.command({ kind: 'charge', requestId, amount: sale.amountFen, method: sale.method, sameSaleAs: endedId });
  const begun = journal.chargeByIdempotencyKey(`cashier:${requestId}`);
  const charge = begun && terminal.find(begun.intent.id);
  if (charge) return { kind: 'begun', charge };
  if (answer.ok || answer.code !== 'not_now') return { kind: 'refused', code: answer.ok ? '' : answer.code };
  return { kind: 'settled' };
}

/** A code that a customer has just brought up; sometimes one that no wallet knows. */
export function freshCode({ sale, counter: { acquirer } }: Pick<Scene, 'sale' | 'counter'>): string {
  if (!sale.chance.happens(MADE_UP_SHARE)) return acquirer.wallet.issueCode().authCode;
  return `10${String(sale.chance.between(0, 99_999_999)).padStart(8, '0')}${String(sale.chance.between(0, 99_999_999)).padStart(8, '0')}`;
}

function scan({ process, counter }: Scene, text: string): void {
  counter.recorder.note({ kind: 'scanned', code: counter.recorder.codeNumber(text) });
  process.terminal.scanned({ scannerId: 'gun', text });
}

/** A code that a customer has just brought up, and that may be shown again. */
function newCode(scene: Scene): string {
  const text = freshCode(scene);
  scene.counter.lastCode = { text, process: scene.process };
  return text;
}

function sameCode(scene: Scene): string {
  const { lastCode } = scene.counter;
  return lastCode?.process === scene.process ? lastCode.text : freshCode(scene);
}

function scanTwice(scene: Scene): void {
  const code = newCode(scene);
  scan(scene, code);
  scan(scene, code);
}

function scanAndCancel(scene: Scene): void {
  scan(scene, newCode(scene));
  scene.process.terminal.cancel(scene.charge.id);
}

function giveCode(scene: Scene): void {
  const text = freshCode(scene);
  scene.counter.recorder.note({ kind: 'scanned', code: scene.counter.recorder.codeNumber(text) });
  scene.process.terminal.giveCode(scene.charge.id, new AuthCode(text));
}

function askAgainAndAgain({ sale, charge, process }: Scene): void {
  for (let press = sale.chance.between(1, 4); press > 0; press -= 1) process.terminal.command({ kind: 'ask_now', chargeId: charge.id });
}

function bringBack({ process, charge }: Scene): void {
  process.terminal.command({ kind: 'show', chargeId: charge.id });
}

/** Looks at the whole screen: what is open must be on it. */
function look({ process: { terminal, journal }, counter: { recorder } }: Scene): void {
  const { stage, todo, recent } = terminal.view();
  const staged = stage.kind === 'charge' ? [stage.charge] : [];
  for (const charge of [...staged, ...recent]) noteTold(recorder, journal, charge);
  const open = journal.openCharges().map(({ intent }) => intent.orderNo);
  recorder.note({ kind: 'listed', open, shown: [...staged, ...todo].map(({ orderNo }) => orderNo) });
}

function leave({ sale }: Scene): void {
  sale.isDone = true;
}

function park({ sale, charge, process }: Scene): void {
  const parked = process.terminal.command({ kind: 'park_charge', chargeId: charge.id });
  if (parked.ok) sale.parkedId ??= process.journal.charge(charge.id as ChargeId)?.intent.saleId ?? null;
}

/** Too soon: a charge of the same sale is not known yet. */
function takeCash({ sale, process }: Scene): void {
  if (sale.parkedId !== null)
    process.terminal.command({ kind: 'collect', requestId: keyOfAttempt(sale), parkedId: sale.parkedId, tender: 'cash' });
}
