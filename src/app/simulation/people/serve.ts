import { isFinal, type Status } from '../../../payment/state.ts';
import { STATUSES } from '../coverage/coverage.ts';
import { noteTold, type TerminalProcess } from '../process.ts';
import { ACTS, type Act, ask, type Counter, freshCode, type Scene } from './acts.ts';
import { collect } from './collect.ts';
import { giveBack } from './give-back.ts';
import { remember } from './offers.ts';
import { keyOfAttempt, MOST_ATTEMPTS, type Sale } from './sale.ts';
import { attachPayment } from './show-bill.ts';
import { isHeld, settleFindings } from './twice.ts';

/** After this long nobody waits for a charge that is being found out about. */
const PATIENCE_MS = 120_000;
const IDLE_WEIGHT = 100;
/** A till overlooks that an earlier charge of its sale was paid about so often. */
const OVERLOOKED_SHARE = 0.2;
/** A till hands over the code that it had in hand before about so often. */
const SAME_CODE_SHARE = 0.1;

/** What may be done in each open status, nothing being the likeliest. */
const ACTS_AT: ReadonlyMap<Status, readonly (readonly [number, Act | null])[]> = new Map(
  STATUSES.map((status) => {
    const acts = ACTS.filter(({ when }) => when.includes(status)).map((act) => [act.weight, act] as const);
    return [status, [[IDLE_WEIGHT, null], ...acts]];
  }),
);

/** What the people at the counter do next about a sale. */
export function serve(sale: Sale, process: TerminalProcess, counter: Counter, nowMs: number): void {
  sale.besides = sale.besides.filter((id) => !isOverWith(sale, process, id));
  if (!sale.isDone) goOn(sale, process, counter, nowMs);
  else for (const id of sale.besides) process.terminal.cancel(id);
}

/** Looks at a charge that was left to itself: where it is paid, so is the sale. */
function isOverWith(sale: Sale, { terminal }: TerminalProcess, id: string): boolean {
  const charge = terminal.find(id);
  if (!charge || !isFinal(charge.status)) return false;
  // Where nobody heard whether the newest was begun, it may have been: it is asked for again under its key.
  const isRunning = sale.chargeId === null || !isFinal(terminal.find(sale.chargeId)?.status ?? 'submitting');
  if (charge.status === 'paid' && !isRunning && !sale.chance.happens(OVERLOOKED_SHARE)) sale.chargeId = id;
  return true;
}

function goOn(sale: Sale, process: TerminalProcess, counter: Counter, nowMs: number): void {
  const charge = sale.chargeId === null ? null : process.terminal.find(sale.chargeId);
  if (!charge) {
    ring(sale, process, counter);
    return;
  }
  noteTold(counter.recorder, process.journal, charge);
  remember(sale, charge);
  const isOver = nowMs - sale.beginsMs > PATIENCE_MS;
  if (charge.status === 'paid' && sale.isSuccessLost && sale.attempt < MOST_ATTEMPTS) ringPaidAgain(sale);
  else if (charge.status === 'paid') {
    if (settleFindings({ sale, charge, process, counter })) sale.isDone = isOver;
    else giveBack({ sale, charge, process, counter });
    sale.isDone ||= isOver;
  } else if (isFinal(charge.status)) again(sale);
  else if (isOver && charge.status === 'awaiting_code') process.terminal.cancel(charge.id);
  else if (isOver) sale.isDone = true;
  else if (charge.status !== 'awaiting_code' || nowMs >= sale.fumblesUntilMs) act({ sale, charge, process, counter });
}

function act(scene: Scene): void {
  const { sale, charge, counter } = scene;
  if (sale.isUnattended && charge.status !== 'awaiting_code') return;
  if (sale.showsBill && attachPayment(scene)) return;
  const chosen = sale.chance.pick(ACTS_AT.get(charge.status) ?? []);
  if (!chosen) return;
  counter.recorder.note({ kind: 'act', who: chosen.who, place: keyOfAttempt(sale), deed: chosen.deed });
  chosen.does(scene);
}

function ring(sale: Sale, process: TerminalProcess, counter: Counter): void {
  if (sale.parkedId !== null) {
    sale.chargeId = collect({ sale, process, counter }, sale.parkedId);
    return;
  }
  const code = sale.channel === 'till_with_code' && sale.method === 'payment_code' ? codeInHand(sale, process, counter) : null;
  counter.recorder.note({
    kind: 'act',
    who: sale.channel === 'cashier' ? 'cashier' : 'till',
    place: keyOfAttempt(sale),
    deed: 'rings it up',
  });
  if (code !== null) counter.recorder.note({ kind: 'scanned', code: counter.recorder.codeNumber(code) });
  const asked = ask(sale, process, code);
  sale.chargeId = asked.kind === 'begun' ? asked.charge.id : null;
  if (asked.kind === 'settled') sale.isDone = true;
  else if (isHeld(asked)) followTheOneBefore(sale);
}

/** Another charge of the sale must end first, and nothing was begun. */
function followTheOneBefore(sale: Sale): void {
  const before = sale.besides.at(-1);
  if (before === undefined) return;
  sale.besides = sale.besides.slice(0, -1);
  sale.chargeId = before;
  sale.attempt -= 1;
}

function codeInHand(sale: Sale, process: TerminalProcess, counter: Counter): string {
  const { lastCode } = counter;
  if (lastCode?.process === process && sale.chance.happens(SAME_CODE_SHARE)) return lastCode.text;
  const text = freshCode({ sale, counter });
  counter.lastCode = { text, process };
  return text;
}

function again(sale: Sale): void {
  if (sale.attempt >= MOST_ATTEMPTS || sale.chance.happens(0.3)) {
    sale.isDone = true;
    return;
  }
  sale.attempt += 1;
  sale.endedId = sale.chargeId;
  sale.chargeId = null;
}

function ringPaidAgain(sale: Sale): void {
  sale.isSuccessLost = false;
  sale.attempt += 1;
  sale.chargeId = null;
}
