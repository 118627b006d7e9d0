import type { Charge } from '../../src/contract/charge.ts';
import type { DisplaysView } from '../../src/contract/display.ts';
import type { OpenRefund } from '../../src/contract/refund.ts';
import type { TerminalView, TodoCharge } from '../../src/contract/view.ts';
import type { Story } from './stories.ts';
import { BASE, LONG_OFFLINE, OFFLINE, PARKED, past, SENT, SENT_AT, staged, TRAINING } from './story-parts.ts';

const BY_QR = { method: 'merchant_qr' } as const;
const QR = { qr: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3MzA', expiresAt: '2026-11-22T14:37:08+08:00' } } as const;
/** As some acquirers give it: drawn by them. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h1v1H0zM2 0h2v2H2zM1 2h1v2H1zM3 3h1v1H3z"/></svg>')}`;
const SHOWN = { ...BY_QR, ...QR, status: 'awaiting_customer' } as const;
const FACTS = { waitedMs: 42_000, endsInMs: 258_000, submittedAt: SENT_AT, questions: 9 };
const WITHDRAWN = { ...BY_QR, status: 'reversing' } as const;
const WITHDRAWN_FACTS = { ...FACTS, endsInMs: 252_000 };
const PAID: Partial<Charge> = {
  ...{ ...BY_QR, status: 'paid', wallet: 'wechat', paidAt: '2026-11-22T14:32:39+08:00', transactionId: '4200000000202611220000008813' },
};

/** It came after its QR was closed, and goes back by itself. */
const LATE: OpenRefund = {
  ...{ id: 'late-refund', refundNo: 'R2611221438000001', chargeId: 'story-charge-8813', orderNo: 'S2611221432080008813', currency: 'CNY' },
  ...{
    amount: 12800,
    chargeAmount: 12800,
    status: 'pending',
    reason: null,
    fundingAccount: 'unsettled',
    failureCode: null,
    failureMessage: null,
    acquirerCode: null,
  },
  ...{ succeededAt: null, createdAt: '2026-11-22T14:38:10+08:00', updatedAt: '2026-11-22T14:38:10+08:00', leavesInMs: null },
};

const IN_HAND: TodoCharge = {
  ...past({ id: 'o1', orderNo: 'S2611221433000008814', amount: 12800, status: 'reversing', at: '14:33:12', codeHint: null, ...BY_QR }),
  ...{ origin: 'cashier', endsInMs: 252_000, questions: 12, submittedAt: SENT_AT },
};
const CLOSING: TodoCharge = { ...IN_HAND, id: 'o2', amount: 3600, endsInMs: 0 };
const BY_LINK: TodoCharge = {
  ...IN_HAND,
  id: 'o3',
  amount: 24900,
  status: 'awaiting_customer',
  method: 'link',
  origin: 'till',
  endsInMs: 171_000,
};
const IN_POUNDS: TodoCharge = { ...IN_HAND, id: 'o4', amount: 24900, currency: 'GBP', status: 'unresolved', endsInMs: null };

const DISPLAYS: DisplaysView = {
  addresses: ['https://192.168.1.20:8443/display/'],
  pairing: null,
  paired: [
    { id: 'd1', name: '收银台平板', role: 'display', pairedAt: '2026-11-20T09:12:00+08:00', isConnected: true },
    { id: 'd2', name: '门口自助机', role: 'self_service', pairedAt: '2026-11-21T10:40:00+08:00', isConnected: false },
  ],
};
const PAIRING: DisplaysView = { ...DISPLAYS, pairing: { code: '481906', role: 'display', endsInMs: 118_000 } };

const showing = (displays: DisplaysView | null): TerminalView => ({ ...BASE, displays });
const OPEN_DISPLAYS = ['F10', 'Period'];

/** Money that the customer pays by himself, and the screens that he sees. */
export const OFFER_STORIES: readonly Story[] = [
  { name: 'keypad-code-only', view: { ...BASE, methods: ['payment_code'] }, keys: ['Digit1', 'Digit2', 'Digit8'] },
  {
    name: 'keypad-pounds',
    view: { ...BASE, store: { ...BASE.store, currency: 'GBP' }, recent: [] },
    keys: ['Digit2', 'Digit4', 'Period', 'Digit9'],
  },
  { name: 'qr-placing', view: staged({ ...BY_QR, status: 'submitting' }) },
  { name: 'qr-queued', view: staged({ ...BY_QR, status: 'queued' }, {}, OFFLINE) },
  { name: 'qr-shown', view: staged(SHOWN, FACTS) },
  { name: 'qr-shown-training', view: staged(SHOWN, FACTS, TRAINING) },
  { name: 'qr-shown-refused', view: staged(SHOWN, FACTS), notice: { kind: 'nothing_to_pay' } },
  { name: 'qr-shown-pounds', view: staged({ ...SHOWN, amount: 2490, currency: 'GBP' }, FACTS) },
  { name: 'qr-shown-picture', view: staged({ ...SHOWN, qr: { ...QR.qr, content: PICTURE } }, FACTS) },
  {
    name: 'link-shown',
    view: staged({ ...SHOWN, method: 'mini_program', qr: null, description: '网店订单 A-2041' }, { ...FACTS, origin: 'till' }),
  },
  { name: 'qr-withdrawn', view: staged(WITHDRAWN, WITHDRAWN_FACTS) },
  { name: 'qr-closing', view: staged(WITHDRAWN, { ...WITHDRAWN_FACTS, endsInMs: 0, questions: 14 }) },
  { name: 'qr-unresolved', view: staged({ ...BY_QR, status: 'unresolved' }, { ...FACTS, questions: 14 }) },
  { name: 'qr-paid', view: staged(PAID, { submittedAt: SENT_AT }) },
  { name: 'qr-late', view: staged(PAID, { submittedAt: SENT_AT }, { refunds: [LATE] }) },
  { name: 'qr-late-back', view: staged({ ...PAID, refundedAmount: 12800 }, { submittedAt: SENT_AT }) },
  { name: 'qr-canceled', view: staged({ ...BY_QR, status: 'canceled' }) },
  { name: 'qr-declined', view: staged({ ...BY_QR, status: 'declined', declineCode: 'not_received' }) },
  { name: 'qr-declined-setup', view: staged({ ...BY_QR, status: 'declined', declineCode: 'configuration_error' }) },
  { name: 'scan-now-held', view: staged({}, { heldMs: 192_000 }, { todo: [{ ...IN_HAND, endsInMs: 192_000 }] }) },
  { name: 'scan-now-held-refused', view: staged({}, { heldMs: 192_000 }, { todo: [IN_HAND] }), notice: { kind: 'held' } },
  { name: 'todo-qr', view: { ...BASE, todo: [IN_HAND, CLOSING, BY_LINK], parked: [PARKED] }, keys: ['F6', 'ArrowDown'] },
  { name: 'todo-qr-unknown', view: { ...BASE, ...LONG_OFFLINE, todo: [IN_POUNDS, IN_HAND] }, keys: ['F6', 'ArrowDown'] },
  {
    name: 'recent-qr',
    view: {
      ...BASE,
      recent: [
        past({ id: 'q1', orderNo: 'S1', amount: 2490, at: '14:29:11', status: 'paid', ...SENT, ...BY_QR, currency: 'GBP' }),
        IN_HAND,
        BY_LINK,
      ],
    },
  },
  { name: 'displays', view: showing(DISPLAYS), keys: [...OPEN_DISPLAYS, 'ArrowDown'] },
  { name: 'displays-pairing', view: showing(PAIRING), keys: OPEN_DISPLAYS },
  { name: 'displays-none', view: showing({ ...DISPLAYS, paired: [] }), keys: OPEN_DISPLAYS },
  { name: 'displays-no-door', view: showing(null), keys: OPEN_DISPLAYS },
];
