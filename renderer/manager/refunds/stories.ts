import type { RefundRow } from '../../../src/contract/refund.ts';
import type { Payments, Refundable, RefundList } from '../../../src/contract/refund-office.ts';
import { STORY_PAGE } from '../../cashier/stories.ts';
import type { ManagerStory } from '../story.ts';

const AT = '2026-11-22T15:08:12+08:00';
const SALE = STORY_PAGE[0] as (typeof STORY_PAGE)[number];

function row(n: number, more: Partial<RefundRow> = {}): RefundRow {
  const at = new Date(Date.parse(AT) - n * 1_900_000).toISOString();
  const names = { id: `story-refund-${n}`, chargeId: SALE.id, refundNo: `RT0126112215080${4410 - n}`, currency: 'CNY' } as const;
  const ends = { failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: at, createdAt: at, updatedAt: at };
  const of = { orderNo: `S26112214320800${8813 - n}`, chargeAmount: 12_800 + n * 370, tillReference: n % 2 ? `POS-${20_418 - n}` : null };
  return { ...names, amount: 2_040 + n * 110, reason: '退货', status: 'succeeded', fundingAccount: 'unsettled', ...ends, ...of, ...more };
}

const FAILED = row(3, { status: 'failed', failureCode: 'insufficient_balance', acquirerCode: 'NOTENOUGH', succeededAt: null });
const ALL = [
  row(0, { status: 'unresolved', succeededAt: null }),
  row(1, { status: 'pending', succeededAt: null, reason: '多收了' }),
  row(2),
  FAILED,
  ...[4, 5, 6, 7].map((n) => row(n)),
];
const STATUSES = { open: ['pending', 'unresolved'], failed: ['failed'] };

function list({ group }: Readonly<Record<string, string>>): RefundList {
  const statuses = group ? STATUSES[group as keyof typeof STATUSES] : null;
  return { items: ALL.filter(({ status }) => !statuses || statuses.includes(status)), nextCursor: group ? null : '7' };
}

const payments = (): Payments => ({ items: STORY_PAGE.filter(({ status }) => status === 'paid') });
const refundable = (): Refundable => ({ charge: SALE, refunds: [FAILED], leftAmount: SALE.amount, acts: [] });
const readings = { refunds: list, payments, refundable };
const people = { refundLimit: 10_000 };

export const REFUND_STORIES: readonly ManagerStory[] = [
  { name: 'refunds', hash: '#/refunds', readings, people },
  { name: 'refunds-failed', hash: '#/refunds', readings, people, presses: ['fieldset button:nth-of-type(3)'] },
  { name: 'refunds-none', hash: '#/refunds', readings: { refunds: () => ({ items: [], nextCursor: null }) }, people },
  { name: 'refunds-find', hash: '#/refunds/new', readings, people },
  { name: 'refunds-sale', hash: `#/refunds/${SALE.id}`, readings, people, presses: ['fieldset button', 'fieldset + p + fieldset button'] },
  { name: 'refunds-one', hash: `#/refunds/${SALE.id}/${FAILED.id}`, readings, people },
];
