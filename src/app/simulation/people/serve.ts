import { isFinal, type Status } from '../../../payment/state.ts';
import { STATUSES } from '../coverage/coverage.ts';
import { noteTold, type TerminalProcess } from '../process.ts';
import { ACTS, type Act, ask, type Counter, freshCode, type Scene } from './acts.ts';
import { collect } from './collect.ts';
import { giveBack } from './give-back.ts';
import { keyOfAttempt, type Sale } from './sale.ts';

/** A till tries a sale this often under new keys before it takes cash. */
const MOST_ATTEMPTS = 3;
/** After this long nobody waits for a charge that is being found out about. */
const PATIENCE_MS = 120_000;
const IDLE_WEIGHT = 100;
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
  const charge = sale.chargeId === null ? null : process.terminal.find(sale.chargeId);
  if (!charge) {
    ring(sale, process, counter);
    return;
  }
  noteTold(counter.recorder, process.journal, charge);
  const isOver = nowMs - sale.beginsMs > PATIENCE_MS;
  if (charge.status === 'paid') {
    giveBack({ sale, charge, process, counter });
    sale.isDone ||= isOver;
  } else if (isFinal(charge.status)) again(sale);
  else if (isOver && charge.status === 'awaiting_code') process.terminal.cancel(charge.id);
  else if (isOver) sale.isDone = true;
  else act({ sale, charge, process, counter });
}

function act(scene: Scene): void {
  const { sale, charge, counter } = scene;
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
  const code = sale.channel === 'till_with_code' ? codeInHand(sale, process, counter) : null;
  counter.recorder.note({
    kind: 'act',
    who: sale.channel === 'cashier' ? 'cashier' : 'till',
    place: keyOfAttempt(sale),
    deed: 'rings it up',
  });
  if (code !== null) counter.recorder.note({ kind: 'scanned', code: counter.recorder.codeNumber(code) });
  sale.chargeId = ask(sale, process, code)?.id ?? null;
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
  sale.chargeId = null;
}
