import { setTimeout as pause } from 'node:timers/promises';
import type { Charge } from '../../src/contract/charge.ts';
import type { Refund } from '../../src/contract/refund.ts';
import type { Dice } from '../torture/dice.ts';
import type { Records } from './account.ts';
import type { Asks, Fate } from './acquirer/messages.ts';
import type { Story } from './story.ts';
import { PASSWORD_ABOVE_FEN, PAYMENT_TIMES } from './terms.ts';
import type { Till } from './till.ts';

/** A till tries a sale so often before it takes cash. */
const MOST_ATTEMPTS = 2;

const ENDS: ReadonlySet<string> = new Set(['paid', 'declined', 'reversed', 'canceled', 'succeeded', 'failed']);

/** Whether a charge or refund of this status has ended. */
export function isEnd(status: string): boolean {
  return ENDS.has(status);
}

export type Counter = {
  readonly till: Till;
  readonly story: Story;
  readonly records: Records;
  readonly showCode: (fate: Fate) => Promise<Asks['code']['answer']>;
};

/** What all kinds of customers do, when the amount asks for their password. */
function drawFate(dice: Dice): Fate {
  const { customerTimeoutMs } = PAYMENT_TIMES;
  return dice.pick<Fate>([
    { kind: 'pays', afterMs: dice.int(50, 500) },
    { kind: 'pays', afterMs: dice.int(500, customerTimeoutMs - 200) },
    { kind: 'pays', afterMs: dice.int(customerTimeoutMs - 150, customerTimeoutMs + 150) },
    { kind: 'gives_up', afterMs: dice.int(50, 900) },
    { kind: 'never' },
    { kind: 'pays_when_undone' },
  ]);
}

/** One sale at the counter, until its till has heard an end: whatever the terminal goes through meanwhile. */
export async function sell(name: string, dice: Dice, counter: Counter): Promise<void> {
  const amountFen = dice.chance(0.5) ? dice.int(5, PASSWORD_ABOVE_FEN) : dice.int(PASSWORD_ABOVE_FEN + 1, 9_000);
  for (let count = 1; count <= MOST_ATTEMPTS; count += 1) {
    const charge = await attempt(`${name}.${count}`, { name, amountFen, dice, counter });
    if (charge?.status === 'paid') {
      if (dice.chance(0.25)) await giveBack(charge, { name, amountFen, dice, counter });
      return;
    }
    if (charge && dice.chance(0.6)) return;
  }
}

type Scene = { readonly name: string; readonly amountFen: number; readonly dice: Dice; readonly counter: Counter };

/** One attempt, under one key. @returns the charge at its end; null when it was refused */
async function attempt(key: string, { name, amountFen, dice, counter }: Scene): Promise<Charge | null> {
  const { till, story, records } = counter;
  const fate = drawFate(dice);
  const code = await counter.showCode(fate);
  records.codes.push(code);
  const isInHand = dice.chance(0.7);
  const body = { amount: amountFen, tillReference: name, ...(isInHand && { authCode: code }) };
  story.note(name, `${key}: ${amountFen} fen, the customer ${fate.kind}${'afterMs' in fate ? ` after ${fate.afterMs} ms` : ''}`);
  const rung = () => till.insist('/charges', body, key);
  const answers = await Promise.all(dice.chance(0.2) ? [rung(), rung()] : [rung()]);
  for (const { status, body: charge } of answers) {
    if (status >= 400) records.findings.push({ about: name, sentence: `${key} was refused with ${(charge as { code?: string }).code}` });
    else records.asked.push({ key, chargeId: (charge as Charge).id });
  }
  const rungUp = answers.find(({ status }) => status < 400)?.body as Charge | undefined;
  if (!rungUp) return null;
  heard(rungUp);
  if (!isInHand && dice.chance(0.85)) {
    const { status, body: said } = await till.insist(`/charges/${rungUp.id}/code`, { authCode: code });
    story.note(name, `${key}: hands the code over, ${status} ${(said as { status?: unknown }).status}`);
  } else if (!isInHand || dice.chance(0.12)) {
    if (isInHand) await pause(dice.int(0, 1_500));
    const { status } = await till.insist(`/charges/${rungUp.id}/cancel`, {});
    story.note(name, `${key}: cancels, ${status}`);
  }
  return untilEnd();

  function heard(charge: Charge): void {
    records.told.push({ id: charge.id, status: charge.status });
    story.note(name, `${key}: told ${charge.status} ${charge.orderNo}`);
  }

  async function untilEnd(): Promise<Charge | null> {
    for (let last = ''; ; ) {
      if (dice.chance(0.1)) records.asked.push({ key, chargeId: ((await rung()).body as Charge).id }); // a till that has forgotten, or was restarted itself
      const { status, body: charge } = await till.insist(`/charges/${rungUp?.id}?wait=1`);
      if (status === 404) records.findings.push({ about: name, sentence: `${key} was told, and is not known any more` });
      if (status >= 400) return null;
      if ((charge as Charge).status !== last) heard(charge);
      last = (charge as Charge).status;
      if (isEnd(last)) return charge;
    }
  }
}

/** Asks for a part or for all of it, sometimes for two parts, and waits for the end of each. */
async function giveBack(charge: Charge, { name, amountFen, dice, counter }: Scene): Promise<void> {
  const { till, story, records } = counter;
  const some = Math.ceil(amountFen / 3);
  const parts = dice.pick<readonly number[]>([[amountFen], [some], [some, amountFen - some]]);
  for (const [index, amount] of parts.entries()) {
    const key = `${name}.back.${index}`;
    const asked = await till.insist(`/charges/${charge.id}/refunds`, { amount }, key);
    if (asked.status >= 400) {
      records.findings.push({ about: name, sentence: `${key}: a refund was refused with ${(asked.body as { code?: string }).code}` });
      return;
    }
    for (let refund = asked.body as Refund, last = ''; ; ) {
      if (refund.status !== last) story.note(name, `${key}: ${amount} fen back, told ${refund.status} ${refund.refundNo}`);
      last = refund.status;
      if (isEnd(last)) {
        records.refunds.push({ key, orderNo: charge.orderNo, refund });
        break;
      }
      const { status, body } = await till.insist(`/refunds/${refund.id}?wait=1`);
      if (status >= 400) {
        records.findings.push({ about: name, sentence: `${key} was told, and is not known any more (${status})` });
        return;
      }
      refund = body;
    }
  }
}
