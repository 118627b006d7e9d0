// What the cashier's stories are made of. Nothing in it is real.
import type { Charge } from '../../src/contract/charge.ts';
import type { FindingView } from '../../src/contract/finding.ts';
import type { ParkedSale } from '../../src/contract/parked-sale.ts';
import type { Stage, TerminalView, TodoCharge } from '../../src/contract/view.ts';
import type { CameraFacts, CameraState } from '../camera/session.ts';

export const CHARGE: Charge = {
  id: 'story-charge-8813',
  orderNo: 'S2611221432080008813',
  tillReference: null,
  method: 'payment_code',
  amount: 12800,
  currency: 'CNY',
  description: '人民路店',
  status: 'awaiting_code',
  wallet: null,
  transactionId: null,
  paidAt: null,
  declineCode: null,
  declineMessage: null,
  acquirerCode: null,
  refundedAmount: 0,
  codeHint: null,
  qr: null,
  shiftId: null,
  createdAt: '2026-11-22T14:32:08+08:00',
  updatedAt: '2026-11-22T14:32:09+08:00',
};

export const SENT = { codeHint: '1345••••••••••7712' } as const;

export const RECENT: readonly Charge[] = [
  past({ id: 'r1', orderNo: 'S2611221429000008812', amount: 3600, status: 'paid', at: '14:29:11' }),
  past({ id: 'r2', orderNo: 'S2611221426000005530', amount: 15240, status: 'paid', at: '14:26:40' }),
  past({ id: 'r3', orderNo: 'S2611221425000005529', amount: 15240, status: 'declined', at: '14:25:58', declineCode: 'code_expired' }),
];

export const UNKNOWN: TodoCharge = {
  ...past({ id: 't1', orderNo: 'S2611221433000008814', amount: 12800, status: 'unresolved', at: '14:33:12' }),
  origin: 'cashier',
  endsInMs: null,
  questions: 4,
  submittedAt: '2026-11-22T14:33:24+08:00',
};

export const QUEUED: TodoCharge = {
  ...past({ id: 't2', orderNo: 'S2611221434000008815', amount: 4650, status: 'queued', at: '14:34:50' }),
  ...{ origin: 'cashier', endsInMs: 38_000, questions: 0, submittedAt: null },
};

export const PARKED: ParkedSale = {
  id: 'ps_story1',
  amount: 8900,
  currency: 'CNY',
  description: null,
  tillReference: null,
  note: '蓝衣服，去拿鸡蛋',
  status: 'parked',
  parkedBy: 'cashier',
  parkedAt: '2026-11-22T14:30:05+08:00',
  tender: null,
  chargeId: null,
  updatedAt: '2026-11-22T14:30:05+08:00',
};
export const EXPIRED: ParkedSale = { ...PARKED, id: 'ps_story2', amount: 21200, note: null, parkedBy: 'expired_code' };
export const BY_TILL: ParkedSale = { ...PARKED, id: 'till:A-2041', amount: 129900, note: null, parkedBy: 'till', tillReference: 'A-2041' };
export const COLLECTING: ParkedSale = { ...PARKED, id: 'ps_story3', amount: 3600, note: '送货', status: 'collecting', chargeId: 't9' };

export const BASE: TerminalView = {
  store: { name: '人民路店', terminalId: 'T01', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
  mode: 'live',
  practice: null,
  methods: ['payment_code', 'merchant_qr'],
  displays: null,
  line: { status: 'online', sinceMs: 4_000_000 },
  scanners: [{ id: 's1', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' }],
  stage: { kind: 'keypad' },
  recent: RECENT,
  todo: [],
  parked: [],
  refunds: [],
  findings: [],
  today: { paidCount: 86, paidAmount: 421860 },
  journal: { damage: null, look: null, backupAt: '2026-11-22T04:00:00+08:00' },
  inquiry: null,
  notice: null,
};

export const FIRST_PAID = past({ id: 'f1', orderNo: 'S2611221430000008811', amount: 12800, status: 'paid', at: '14:30:27' });
export const SECOND_PAID = past({ id: CHARGE.id, orderNo: CHARGE.orderNo, amount: 12800, status: 'paid', at: '14:32:39' });

/** Paid twice by the same customer, in two minutes. */
export const TWICE: FindingView = {
  id: 'f1+story',
  kind: 'paid_twice',
  evidence: 'same_payer',
  chargeId: SECOND_PAID.id,
  otherChargeId: FIRST_PAID.id,
  amount: 12800,
  currency: 'CNY',
  status: 'open',
  remedy: null,
  refundId: null,
  reason: null,
  raisedAt: '2026-11-22T14:32:39+08:00',
  updatedAt: '2026-11-22T14:32:39+08:00',
  later: SECOND_PAID,
  earlier: FIRST_PAID,
  givingBack: 'no',
};
export const CASH_TOO: FindingView = {
  ...TWICE,
  id: 'f2',
  evidence: 'cash_and_wallet',
  otherChargeId: null,
  earlier: null,
  givingBack: 'failed',
};
export const GOING_BACK: FindingView = { ...TWICE, id: 'f3', evidence: 'same_sale', givingBack: 'underway' };

export const OFFLINE = { line: { status: 'offline', sinceMs: 42_000 } } as const;
export const LONG_OFFLINE = { line: { status: 'offline', sinceMs: 96_000 } } as const;
export const TRAINING: Pick<TerminalView, 'mode' | 'practice'> = {
  mode: 'sandbox',
  practice: { phoneUrl: 'about:blank#phone', faultsUrl: 'about:blank#faults' },
};

export const WEBCAM: CameraFacts = {
  label: 'HD Webcam',
  isUserFacing: true,
  hasTorch: false,
  isMirrored: false,
  cameraCount: 1,
  width: 1280,
  height: 720,
};
export const SEEING = { kind: 'running', isSeeing: true, isTorchOn: false, ...WEBCAM } as const satisfies CameraState;

export type StageFacts = Partial<Omit<Extract<Stage, { kind: 'charge' }>, 'kind' | 'charge'>>;

export function staged(charge: Partial<Charge>, facts: StageFacts = {}, more: Partial<TerminalView> = {}): TerminalView {
  const stage: Stage = {
    kind: 'charge',
    charge: { ...CHARGE, ...charge },
    origin: 'cashier',
    undoReason: null,
    endsInMs: null,
    heldMs: null,
    waitedMs: null,
    questions: 0,
    submittedAt: null,
    settledWith: null,
    ...facts,
  };
  return { ...BASE, stage, ...more };
}

export type Past = Pick<Charge, 'id' | 'orderNo' | 'amount' | 'status'> & Partial<Charge> & { readonly at: string };

export function past({ at, ...charge }: Past): Charge {
  const time = `2026-11-22T${at}+08:00`;
  return { ...CHARGE, ...SENT, createdAt: time, updatedAt: time, paidAt: charge.status === 'paid' ? time : null, ...charge };
}

export const SENT_AT = '2026-11-22T14:32:08+08:00';
export const PAID = {
  ...SENT,
  status: 'paid',
  wallet: 'wechat',
  paidAt: '2026-11-22T14:32:39+08:00',
  transactionId: '4200000000202611220000008813',
} as const;
