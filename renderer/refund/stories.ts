import type { Charge } from '../../src/contract/charge.ts';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { OpenRefund, Refund } from '../../src/contract/refund.ts';
import type { Payments, Refundable } from '../../src/contract/refund-office.ts';
import type { Stage } from '../../src/contract/view.ts';
import { STORIES, STORY_PAGE, type Story } from '../cashier/stories.ts';
import { BASE } from '../cashier/story-parts.ts';

const PAID = STORY_PAGE.filter(({ status }) => status === 'paid');
const SALE = PAID[0] as Charge;
const AT = '2026-11-22T15:08:12+08:00';

const CASHIER = { id: 'pe_3', name: '早班', role: 'cashier' } as const;
const MANAGER = { id: 'pe_1', name: '值班', role: 'manager' } as const;
const SEATED = { person: { ...CASHIER, isResting: false }, hasPeople: true, people: [MANAGER, CASHIER], arePinsReadable: true };
const OFFICE = { ...SEATED, refundLimit: 10_000 } as unknown as OfficeView;

/** One of the sale. */
function refund(more: Partial<Refund>): Refund {
  const names = { id: 'story-refund', chargeId: SALE.id, refundNo: 'RT012611221508004410', currency: 'CNY', reason: '多收了' } as const;
  const ends = { failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: null, createdAt: AT, updatedAt: AT };
  return { ...names, amount: 2_040, status: 'pending', fundingAccount: 'unsettled', ...ends, ...more };
}

function sale(refunds: readonly Refund[]): Refundable {
  const back = refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
  return { charge: SALE, refunds, leftAmount: SALE.amount - back, acts: [] };
}

function open(status: 'pending' | 'unresolved', leavesInMs: number | null = null): OpenRefund {
  return { ...refund({ status }), orderNo: SALE.orderNo, chargeAmount: SALE.amount, leavesInMs };
}

const FIND = { view: BASE, office: OFFICE, reads: { payments: { items: PAID } satisfies Payments } } as const;
const stage: Stage = {
  ...{ kind: 'charge', charge: SALE, origin: 'cashier', undoReason: null, endsInMs: null, waitedMs: null },
  ...{ questions: 0, submittedAt: SALE.createdAt, heldMs: null, settledWith: null },
};
const STAGED = { ...BASE, stage };
const onSale = (...refunds: readonly Refund[]) => ({ view: STAGED, office: OFFICE, reads: { refundable: sale(refunds) } });
const AMOUNT = ['Digit2', 'Digit0', 'Period', 'Digit4'];
const HELD = { thenMs: 300, thenKeys: ['F9'] } as const;

/** A refund on its way, as it comes from the office. */
function followed(name: string, one: Refund, view: Partial<typeof BASE> = {}): Story {
  const parts = { view: { ...STAGED, ...view }, office: OFFICE, reads: { refundable: sale([one]) } };
  const officeAnswer = { ok: true, value: { refundId: one.id } } as const;
  return { name, ...parts, officeAnswer, keys: ['Delete'], thenMs: 1_000 };
}

const OFFLINE = { status: 'offline', sinceMs: 42_000 } as const;

/** Giving money back. Nobody in it is real. */
export const REFUND_STORIES: readonly Story[] = [
  { name: 'refund-find', ...FIND, keys: ['F9', 'ArrowDown'] },
  { name: 'refund-find-nothing', ...FIND, reads: { payments: { items: [] } }, keys: ['F9', 'Digit7'] },
  { name: 'refund-find-sign-in', view: BASE, office: { ...OFFICE, person: null }, keys: ['F9'] },
  { name: 'refund', ...onSale(), keys: ['F9', ...AMOUNT, 'ArrowDown', 'ArrowDown'], thenMs: 100 },
  { name: 'refund-empty', ...onSale(), keys: ['F9'] },
  { name: 'refund-all', ...onSale(), keys: ['F9', 'NumpadAdd', 'ArrowDown'], ...HELD },
  {
    name: 'refund-again',
    ...onSale(
      refund({ status: 'succeeded', succeededAt: AT }),
      refund({ id: 'r2', amount: 8_900, status: 'failed', failureCode: 'insufficient_balance', reason: '退货' }),
    ),
    keys: ['F9', 'Digit5', 'ArrowDown'],
  },
  { name: 'refund-too-much', ...onSale(), keys: ['F9', 'Digit9', 'Digit9', 'Digit9', 'ArrowDown'] },
  { name: 'refund-offline', ...onSale(), view: { ...STAGED, line: OFFLINE }, keys: ['F9', ...AMOUNT, 'ArrowDown'] },
  {
    name: 'refund-training',
    ...onSale(),
    view: { ...STAGED, mode: 'sandbox', practice: { phoneUrl: 'about:blank#phone', faultsUrl: 'about:blank#faults' } },
    keys: ['F9', ...AMOUNT, 'ArrowDown', 'ArrowDown'],
  },
  followed('refund-pending', refund({})),
  followed('refund-held-back', refund({}), { refunds: [open('pending', 40_000)] }),
  followed('refund-succeeded', refund({ status: 'succeeded', succeededAt: AT })),
  followed('refund-short', refund({ status: 'failed', failureCode: 'insufficient_balance', acquirerCode: 'NOTENOUGH' })),
  followed('refund-failed', refund({ status: 'failed', failureCode: 'too_old', acquirerCode: 'TRADE_OVERDUE' })),
  followed('refund-unresolved', refund({ status: 'unresolved' }), { refunds: [open('unresolved')] }),
  { name: 'todo-refunds', view: { ...BASE, refunds: [open('unresolved')] }, keys: ['F6', 'ArrowDown'] },
  { name: 'refund-not-read', view: STAGED, office: OFFICE, keys: ['F9'] },
  { name: 'paid-cancel', view: STORIES.find(({ name }) => name === 'paid')?.view ?? BASE, keys: ['Delete'], thenMs: 300 },
];
