import type { Charge } from '../../contract/charge.ts';
import { fen } from '../../money/fen.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import { AuthCode } from '../../scanner/auth-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Chance } from './chance.ts';
import type { TerminalProcess } from './process.ts';

/** A till tries a sale this often under new keys before it takes cash. */
const MOST_ATTEMPTS = 3;

/** One sale at the counter: the till's side of it, over as many processes as it takes. */
export type Sale = {
  readonly reference: string;
  readonly amount: number;
  readonly withCode: boolean; // the till scans by itself; else the terminal is asked to
  attempt: number;
  chargeId: string | null; // of the running attempt, once the till has been told
  done: boolean;
};

export function newSale(number: number, chance: Chance): Sale {
  const needsPassword = chance.happens(0.4);
  const amount = needsPassword ? chance.between(100_001, 200_000) : chance.between(1, 99_999);
  return { reference: `sale-${number}`, amount, withCode: chance.happens(0.5), attempt: 1, chargeId: null, done: false };
}

/** What the people at the counter do next about a sale. They are impatient, clumsy, and repeat themselves. */
export function serve(sale: Sale, running: TerminalProcess, acquirer: Acquirer, chance: Chance): void {
  const { terminal } = running;
  const charge = sale.chargeId === null ? null : terminal.find(sale.chargeId);
  if (!charge) {
    ring(sale, running, acquirer, chance);
    return;
  }
  switch (charge.status) {
    case 'paid':
      sale.done = true;
      return;
    case 'declined':
    case 'reversed':
    case 'canceled':
      again(sale, chance);
      return;
    case 'awaiting_code':
      scan(charge, terminal, acquirer, chance);
      return;
    default:
      chance.pick<() => void>([
        [4, () => terminal.cancel(charge.id)],
        [5, () => scan(charge, terminal, acquirer, chance)], // an impatient second scan
        [5, () => askAgainAndAgain(charge, terminal, chance)],
        [86, () => {}],
      ])();
  }
}

/** Asks for the charge. The same attempt always comes under the same key: the till cannot know what a dead process did. */
function ring(sale: Sale, running: TerminalProcess, acquirer: Acquirer, chance: Chance): void {
  const { terminal } = running;
  const idempotencyKey = `${sale.reference}-${sale.attempt}`;
  const authCode = sale.withCode ? new AuthCode(codeInHand(running, acquirer, chance)) : null;
  const request = { origin: 'till', amountFen: fen(sale.amount), description: null, tillReference: sale.reference } as const;
  const answer = terminal.charge({ ...request, authCode, idempotencyKey, fingerprint: String(sale.amount) });
  if (answer.ok) sale.chargeId = answer.value.charge.id;
  else if (chance.happens(0.1)) terminal.list({}, null, 50); // busy: somebody looks at the list meanwhile
}

/** Now and then a till hands over a code for a second sale: while the first is queued, on its way, or long over. */
function codeInHand(running: TerminalProcess, acquirer: Acquirer, chance: Chance): string {
  if (running.lastCode === null || !chance.happens(0.15)) running.lastCode = acquirer.wallet.issueCode().authCode;
  return running.lastCode;
}

function askAgainAndAgain({ id }: Charge, terminal: Terminal, chance: Chance): void {
  for (let press = chance.between(1, 20); press > 0; press--) terminal.command({ kind: 'ask_now', chargeId: id });
}

function again(sale: Sale, chance: Chance): void {
  if (sale.attempt >= MOST_ATTEMPTS || chance.happens(0.3)) {
    sale.done = true;
    return;
  }
  sale.attempt += 1;
  sale.chargeId = null;
}

function scan(charge: Charge, terminal: Terminal & { scanned?: unknown }, acquirer: Acquirer, chance: Chance): void {
  const { authCode } = acquirer.wallet.issueCode();
  const scanner = terminal as TerminalProcess['terminal'];
  scanner.scanned({ scannerId: 'gun', text: authCode });
  if (chance.happens(0.1)) scanner.scanned({ scannerId: 'gun', text: authCode }); // a gun that reads twice
  if (chance.happens(0.02)) terminal.cancel(charge.id);
}
