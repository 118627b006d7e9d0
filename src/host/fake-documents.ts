import type { Charge } from '../contract/charge.ts';
import type { DisplayRole } from '../contract/display.ts';
import type { PaymentAnswer } from '../contract/inquiry.ts';
import type { ParkedSale } from '../contract/parked-sale.ts';
import type { Refund } from '../contract/refund.ts';
import type { TerminalView } from '../contract/view.ts';
import type { Status } from '../payment/state.ts';
import type { Displays } from '../terminal/displays.ts';
import type { ChargeRequest, ParkRequest, RefundRequest } from '../terminal/terminal.ts';

/** When everything happens at a fake terminal. */
const AT = '2026-11-22T10:00:00+08:00';

/** A charge as a fake terminal tells of it when it has just begun. */
export function newCharge(id: string, request: ChargeRequest): Charge {
  return {
    id,
    orderNo: `T01-0000-${id}`,
    tillReference: request.tillReference,
    method: request.method ?? 'payment_code',
    amount: request.amountFen,
    currency: request.currency ?? 'CNY',
    description: request.description ?? '人民路店',
    status: firstStatus(request),
    wallet: null,
    transactionId: null,
    paidAt: null,
    declineCode: null,
    declineMessage: null,
    acquirerCode: null,
    refundedAmount: 0,
    codeHint: request.authCode?.hint() ?? null,
    qr: null,
    shiftId: null,
    createdAt: AT,
    updatedAt: AT,
  };
}

function firstStatus({ method = 'payment_code', authCode }: ChargeRequest): Status {
  if (method !== 'payment_code') return 'awaiting_customer';
  return authCode ? 'submitting' : 'awaiting_code';
}

/** The same of a refund. */
export function newRefund(id: string, { chargeId, amountFen, reason, from }: RefundRequest): Refund {
  const nothingYet = { failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: null };
  const asked = { id, chargeId, refundNo: `T01R-${id}`, amount: amountFen, currency: 'CNY', reason, fundingAccount: from };
  return { ...asked, status: 'pending', ...nothingYet, createdAt: AT, updatedAt: AT };
}

/** The same of a sale that was set aside. */
export function newParked(id: string, { origin, amountFen, description, tillReference, note }: ParkRequest): ParkedSale {
  const asked = { id, amount: amountFen, currency: 'CNY', description, tillReference, note, parkedBy: origin } as const;
  return { ...asked, status: 'parked', parkedAt: AT, tender: null, chargeId: null, updatedAt: AT };
}

/** What is known of a payment that no terminal of this merchant took. */
export function notOurs(transactionId: string): PaymentAnswer {
  const nothing = { orderNo: null, amount: null, refundedAmount: null, paidAt: null, device: null, charge: null };
  return { answer: 'not_ours', isConfirmed: true, transactionId, isAttached: false, ...nothing };
}

/** A counter at which nothing happens but these charges. */
export function terminalView(storeName: string, recent: readonly Charge[]): TerminalView {
  return {
    store: { name: storeName, terminalId: 'T01', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
    mode: 'sandbox',
    practice: null,
    methods: ['payment_code', 'merchant_qr'],
    displays: null,
    line: { status: 'online', sinceMs: 0 },
    scanners: [],
    stage: { kind: 'keypad' },
    recent,
    todo: [],
    parked: [],
    refunds: [],
    findings: [],
    today: { paidCount: 0, paidAmount: 0 },
    journal: { damage: null, look: null, backupAt: null },
    inquiry: null,
    notice: null,
  };
}

/** A display at which nobody pays. */
export function displayView(storeName: string, role: DisplayRole): ReturnType<Displays['view']> {
  return {
    store: { name: storeName, locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
    ...{ mode: 'sandbox', role, buttons: [], currency: 'CNY', scene: { kind: 'idle' }, sceneId: 'idle' },
  };
}
