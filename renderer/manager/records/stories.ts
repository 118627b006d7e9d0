import type { RecordDetail, RecordPage, RecordRow } from '../../../src/contract/records.ts';
import type { ManagerStory } from '../story.ts';

const DAY = '2026-11-22';
const CASHIERS = ['早班', '晚班', null] as const;
const KINDS: readonly Partial<RecordRow>[] = [
  { status: 'paid' },
  { status: 'paid', tillReference: 'POS-20418' },
  { status: 'unresolved' },
  { status: 'paid', refundedAmount: 2040 },
  { status: 'declined', declineCode: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE' },
  { status: 'paid' },
  { status: 'reversed' },
  { status: 'paid' },
  { status: 'paid', tillReference: 'POS-20411' },
  { status: 'canceled' },
  { status: 'declined', declineCode: 'insufficient_funds', acquirerCode: 'NOTENOUGH' },
];

/** The charge that stands so far from the newest. */
function record(index: number): RecordRow {
  const at = new Date(Date.parse(`${DAY}T14:32:08+08:00`) - index * 97_000).toISOString();
  const kind = KINDS[index % KINDS.length] ?? {};
  const number = String(98_813 - index).padStart(6, '0');
  return {
    id: `story-${index}`,
    orderNo: `ST01261122${number}`,
    tillReference: null,
    method: 'payment_code',
    amount: ((index * 7919) % 39_000) + 350,
    currency: 'CNY',
    description: '人民路店',
    status: 'paid',
    wallet: kind.status === 'paid' ? 'wechat' : null,
    transactionId: kind.status === 'paid' ? `4200002026112212${number}789012` : null,
    paidAt: kind.status === 'paid' ? at : null,
    declineCode: null,
    declineMessage: null,
    acquirerCode: null,
    refundedAmount: 0,
    codeHint: '1345••••••••••7712',
    qr: null,
    shiftId: 'story-shift',
    createdAt: at,
    updatedAt: at,
    cashier: CASHIERS[index % 3] ?? null,
    ...kind,
  };
}

const TOTAL = 98_813;

function page({ skip = '0', cursor = '0' }: Readonly<Record<string, string>>): RecordPage {
  const from = Number(skip) + Number(cursor);
  return { items: Array.from({ length: 100 }, (_, index) => record(from + index)), nextCursor: String(from + 100), top: '0', total: TOTAL };
}

const SOUGHT: RecordPage = { items: [record(3), record(1_403)], nextCursor: null, top: '0', total: null };
const NOTHING: RecordPage = { items: [], nextCursor: null, top: '0', total: null };

const REFUNDED = record(3);
const at = (seconds: number) => new Date(Date.parse(REFUNDED.createdAt) + seconds * 1000).toISOString();
const DETAIL: RecordDetail = {
  charge: { ...REFUNDED, amount: 12_800, description: '苹果 1.2 kg 等 3 项', tillReference: 'POS-20416' },
  steps: [
    { at: at(0), what: 'awaiting_code', amount: null },
    { at: at(3), what: 'awaiting_customer', amount: null },
    { at: at(12), what: 'paid', amount: null },
    { at: at(2_180), what: 'refund_pending', amount: 2_040 },
    { at: at(2_186), what: 'refund_succeeded', amount: 2_040 },
  ],
  refunds: [
    {
      id: 'story-refund',
      chargeId: REFUNDED.id,
      refundNo: 'RT012611220004410',
      amount: 2_040,
      currency: 'CNY',
      reason: '多收了',
      status: 'succeeded',
      fundingAccount: 'unsettled',
      failureCode: null,
      failureMessage: null,
      acquirerCode: null,
      succeededAt: at(2_186),
      createdAt: at(2_180),
      updatedAt: at(2_186),
    },
  ],
  acts: [
    {
      id: 'story-act',
      deed: 'refund_above_limit',
      subject: REFUNDED.id,
      amount: 2_040,
      by: { kind: 'person', name: '早班' },
      approvedBy: { kind: 'person', name: '值班' },
      reason: '多收了',
      at: at(2_180),
    },
  ],
};

const readings = { charges: page, charge: () => DETAIL };

export const RECORD_STORIES: readonly ManagerStory[] = [
  { name: 'records', hash: '#/records', readings },
  { name: 'records-found', hash: '#/records', readings: { charges: () => SOUGHT }, presses: ['search fieldset button:nth-of-type(3)'] },
  { name: 'records-nothing', hash: '#/records', readings: { charges: () => NOTHING }, presses: ['search fieldset button:nth-of-type(5)'] },
  { name: 'records-empty', hash: '#/records', readings: { charges: () => ({ ...NOTHING, total: 0 }) } },
  { name: 'records-failed', hash: '#/records' },
  { name: 'record', hash: `#/records/${REFUNDED.id}`, readings },
];
