import { assertNever } from '../basics/assert.ts';
import type { Result } from '../basics/result.ts';
import type { Command, CommandAnswer } from '../contract/command.ts';
import { fen } from '../money/fen.ts';
import { parseChargeId } from '../payment/charge.ts';
import type { JournalCare } from '../store/journal-care.ts';
import type { ChargeDesk } from './charge-desk.ts';
import type { Counter } from './counter.ts';
import type { DoctorDesk } from './doctor-desk.ts';
import type { RefundDesk } from './refund-desk.ts';
import type { ScanDesk } from './scan-desk.ts';
import { scanOf } from './screen-scan.ts';
import type { Refusal } from './terminal.ts';

type Parts = {
  readonly chargeDesk: ChargeDesk;
  readonly refundDesk: RefundDesk;
  readonly scanDesk: ScanDesk;
  readonly doctor: DoctorDesk;
  readonly counter: Counter;
  readonly care: JournalCare | null; // null: the journal is in memory alone
  readonly changed: () => void;
};

/** Where the commands of the cashier's screen are carried out. */
export function createScreenDesk({
  chargeDesk,
  refundDesk,
  scanDesk,
  doctor,
  counter,
  care,
  changed,
}: Parts): (command: Command) => CommandAnswer {
  function show(chargeId: string): boolean {
    const id = parseChargeId(chargeId);
    return id !== null && counter.show(id);
  }

  function changedIf(done: boolean): CommandAnswer {
    if (!done) return { ok: false, code: 'not_now' };
    changed();
    return { ok: true };
  }

  return function command(asked: Command): CommandAnswer {
    switch (asked.kind) {
      case 'charge': {
        if (counter.stage().kind === 'charge' && !counter.clear()) return { ok: false, code: 'terminal_busy' };
        const fingerprint = `${asked.amount} ${asked.description ?? ''}`;
        const { requestId, description = null } = asked;
        const request = { amountFen: fen(asked.amount), description, idempotencyKey: requestId, fingerprint, tillReference: null };
        const rung = chargeDesk.charge({ ...request, origin: 'cashier', authCode: null });
        if (rung.ok && !rung.value.created) show(rung.value.charge.id); // asked twice: the stage was cleared for nothing
        changed();
        return answer(rung);
      }
      case 'cancel':
        return answer(chargeDesk.cancel(asked.chargeId));
      case 'ask_now':
        return answer(chargeDesk.askNow(asked.chargeId));
      case 'refund': {
        const { requestId, chargeId, amount, reason = null } = asked;
        const request = { chargeId, amountFen: fen(amount), reason, idempotencyKey: requestId, fingerprint: `${chargeId} ${amount}` };
        return answer(refundDesk.refund({ ...request, origin: 'cashier', from: 'unsettled' }));
      }
      case 'refund_again':
        return answer(refundDesk.again(asked.refundId, asked.fundingAccount));
      case 'next_sale':
        return changedIf(counter.clear());
      case 'show':
        return changedIf(show(asked.chargeId));
      case 'scan':
        scanDesk.scanned(scanOf(asked));
        return { ok: true };
      case 'verify_journal':
        return care?.look() ? { ok: true } : { ok: false, code: 'not_now' };
      case 'doctor': {
        if (asked.on && chargeDesk.awaitingCode()) return { ok: false, code: 'not_now' };
        doctor.test(asked.on);
        return { ok: true };
      }
      case 'find_line':
        return doctor.search(asked.scannerId) ? { ok: true } : { ok: false, code: 'not_now' };
      default:
        return assertNever(asked);
    }
  };
}

function answer(result: Result<unknown, Refusal>): CommandAnswer {
  return result.ok ? { ok: true } : { ok: false, code: result.error };
}
