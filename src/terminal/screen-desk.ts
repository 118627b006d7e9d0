import { assertNever } from '../basics/assert.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Command, CommandAnswer } from '../contract/command.ts';
import { fen } from '../money/fen.ts';
import { parseChargeId } from '../payment/charge.ts';
import type { JournalCare } from '../store/journal-care.ts';
import type { CarriedSale, ChargeDesk } from './charge-desk.ts';
import type { Counter } from './counter.ts';
import type { DisplaysDesk } from './displays-desk.ts';
import type { DoctorDesk } from './doctor-desk.ts';
import type { FindingDesk } from './finding-desk.ts';
import type { InquiryDesk } from './inquiry-desk.ts';
import type { ParkingDesk } from './parking-desk.ts';
import type { RefundDesk } from './refund-desk.ts';
import type { ScanDesk } from './scan-desk.ts';
import { scanOf } from './screen-scan.ts';

type Parts = {
  readonly chargeDesk: ChargeDesk;
  readonly parkingDesk: ParkingDesk;
  readonly refundDesk: RefundDesk;
  readonly findingDesk: FindingDesk;
  readonly scanDesk: ScanDesk;
  readonly doctor: DoctorDesk;
  readonly inquiryDesk: InquiryDesk;
  readonly counter: Counter;
  readonly displays: DisplaysDesk;
  readonly care: JournalCare | null; // null: the journal is in memory alone
  readonly changed: () => void;
};

/** How a charge is asked for by a screen. */
type Rung = { readonly requestId: string; readonly fingerprint: string; readonly method: 'payment_code' | 'merchant_qr' };

/** A sale that has no name yet. */
type Fresh = Omit<CarriedSale, 'saleId'> & { readonly saleId: null };

/** Where the commands of the cashier's screen are carried out. */
export function createScreenDesk({
  chargeDesk,
  parkingDesk,
  refundDesk,
  findingDesk,
  scanDesk,
  doctor,
  inquiryDesk,
  counter,
  displays,
  care,
  changed,
}: Parts): (command: Command) => CommandAnswer {
  function show(chargeId: string): boolean {
    const id = parseChargeId(chargeId);
    return id !== null && counter.show(id);
  }

  /** Begins a charge of the sale that `sale` tells of; the same request once more shows what the first one began. */
  function ring({ requestId, fingerprint, method }: Rung, sale: () => Result<CarriedSale | Fresh, string>): CommandAnswer {
    const keyed = { origin: 'cashier', idempotencyKey: requestId, fingerprint } as const;
    const before = chargeDesk.begunBefore(keyed);
    if (before?.ok) show(before.value.id);
    if (before) return answer(before);
    const found = sale();
    if (!found.ok) return answer(found);
    if (counter.stage().kind === 'charge' && !counter.clear()) return { ok: false, code: 'terminal_busy' };
    const { saleId, amountFen, currency, description, tillReference } = found.value;
    const carried = { saleId, amountFen, ...(currency && { currency }), description, tillReference };
    const rung = chargeDesk.charge({ ...keyed, method, ...carried, authCode: null });
    changed();
    return answer(rung);
  }

  /**
   * Takes the same sale another way. Nothing is sent twice: what awaits its code is canceled, a QR that may be paid is withdrawn and keeps the
   * sale's codes back until it is closed; wanted again before that, the same QR is shown again.
   */
  function changeMethod({ requestId, chargeId, method }: Extract<Command, { kind: 'change_method' }>): CommandAnswer {
    const changing = { requestId, fingerprint: `change ${chargeId} ${method}`, method };
    const keyed = { origin: 'cashier', idempotencyKey: requestId, fingerprint: changing.fingerprint } as const;
    if (chargeDesk.begunBefore(keyed)) return ring(changing, () => err('not_now'));
    const sale = chargeDesk.otherWay(chargeId, method);
    if (!sale.ok) return answer(sale);
    if (sale.value.kind === 'shown_again') return changedIf(show(sale.value.chargeId));
    const { carried } = sale.value;
    return ring(changing, () => ok(carried));
  }

  function changedIf(done: boolean): CommandAnswer {
    if (!done) return { ok: false, code: 'not_now' };
    changed();
    return { ok: true };
  }

  return function command(asked: Command): CommandAnswer {
    switch (asked.kind) {
      case 'charge': {
        const { amount, description = null, method = 'payment_code', sameSaleAs } = asked;
        const amountFen = fen(amount);
        const fresh = { saleId: null, amountFen, description, tillReference: null };
        const fingerprint = `${amount} ${description ?? ''}${sameSaleAs ? ` ${sameSaleAs}` : ''}${method === 'payment_code' ? '' : ` ${method}`}`;
        return ring({ requestId: asked.requestId, fingerprint, method }, () =>
          sameSaleAs ? chargeDesk.sameSale(sameSaleAs, amountFen) : ok(fresh),
        );
      }
      case 'park': {
        const { requestId, amount, note = null } = asked;
        const request = { amountFen: fen(amount), note, idempotencyKey: requestId, fingerprint: `${amount} ${note ?? ''}` };
        return answer(parkingDesk.park({ ...request, origin: 'cashier', description: null, tillReference: null }));
      }
      case 'park_charge': {
        const parked = parkingDesk.parkCharge(asked.chargeId, asked.note ?? null);
        if (parked.ok && counter.stageId() === asked.chargeId) counter.clear();
        changed();
        return answer(parked);
      }
      case 'collect':
        if (asked.tender === 'cash') return answer(parkingDesk.collectCash(asked.parkedId, null));
        return ring({ requestId: asked.requestId, ...collecting(asked) }, () => {
          const sale = parkingDesk.toCollect(asked.parkedId);
          return sale.ok ? ok({ ...sale.value, currency: sale.value.currency ?? 'CNY', saleId: sale.value.id }) : sale;
        });
      case 'change_method':
        return changeMethod(asked);
      case 'pair_display':
      case 'stop_pairing':
      case 'revoke_display':
        return displays.serve(asked);
      case 'drop_parked':
        return answer(parkingDesk.drop(asked.parkedId));
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
      case 'refund_finding':
        return answer(findingDesk.refund(asked.findingId));
      case 'dismiss_finding':
        return answer(findingDesk.dismiss(asked.findingId, asked.reason));
      case 'next_sale':
        return changedIf(counter.clear());
      case 'show':
        return changedIf(show(asked.chargeId));
      case 'scan':
        scanDesk.scanned(scanOf(asked));
        return { ok: true };
      case 'inquire':
        return answer(inquiryDesk.inquire(asked.text, 'typed'));
      case 'inquire_again':
        return inquiryDesk.askAgain() ? { ok: true } : { ok: false, code: 'not_now' };
      case 'close_inquiry':
        inquiryDesk.close();
        return { ok: true };
      case 'attach_payment':
        return answer(inquiryDesk.attach(asked.chargeId));
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

function collecting({ parkedId, tender }: Extract<Command, { kind: 'collect' }>): Omit<Rung, 'requestId'> {
  if (tender === 'merchant_qr') return { fingerprint: `collect ${parkedId} ${tender}`, method: tender };
  return { fingerprint: `collect ${parkedId}`, method: 'payment_code' };
}

function answer(result: Result<unknown, string | { readonly code: string }>): CommandAnswer {
  if (result.ok) return { ok: true };
  return { ok: false, code: typeof result.error === 'string' ? result.error : result.error.code };
}
