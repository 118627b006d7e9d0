import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Charge, METHODS, STATUSES } from '../contract/charge.ts';
import type { Scene } from '../contract/display.ts';
import type { Stage } from '../contract/view.ts';
import { displayScene, type SceneFacts } from './display-scene.ts';

type OnStage = Extract<Stage, { kind: 'charge' }>;
type Odd = {
  readonly charge?: Partial<Charge>;
  readonly stage?: Partial<Omit<OnStage, 'kind' | 'charge'>>;
  readonly facts?: Partial<SceneFacts>;
};

const FACTS: SceneFacts = { isNewest: true, isKiosks: false, isOver: false };
const QR = { content: 'weixin://wxpay/bizpayurl?pr=aB3', expiresAt: '2026-11-22T03:05:00.000Z' };
const CHARGE: Charge = {
  id: 'ch_secret',
  orderNo: 'T0120261122000001',
  tillReference: 'R-77',
  method: 'payment_code',
  amount: 1280,
  currency: 'CNY',
  description: '两碗面',
  status: 'awaiting_code',
  wallet: null,
  transactionId: null,
  paidAt: null,
  declineCode: null,
  declineMessage: null,
  acquirerCode: null,
  refundedAmount: 0,
  codeHint: '1345••••••••••7712',
  qr: null,
  shiftId: 'sh_1',
  createdAt: '2026-11-22T03:00:00.000Z',
  updatedAt: '2026-11-22T03:00:07.000Z',
};
const STAGE: Omit<OnStage, 'charge'> = {
  ...({ kind: 'charge', origin: 'cashier', undoReason: null, endsInMs: 40_000, waitedMs: 3_000, questions: 1 } as const),
  ...{ submittedAt: '2026-11-22T03:00:01.000Z', heldMs: null, settledWith: null },
};

function sceneOf({ charge, stage, facts }: Odd): Scene {
  return displayScene({ ...STAGE, ...stage, charge: { ...CHARGE, ...charge } }, { ...FACTS, ...facts });
}

const MONEY = { amount: 1280, currency: 'CNY' };
const WORKING = { kind: 'working', ...MONEY };
const IDLE = { kind: 'idle' };
const offer = (status: Charge['status'], more: Partial<Charge> = {}) => ({ charge: { method: 'merchant_qr', status, ...more } }) as const;
const declined = (declineCode: string | null) => ({ charge: { status: 'declined', declineCode } }) as const;
const undone = (status: 'reversed' | 'canceled', undoReason: OnStage['undoReason']) =>
  ({ charge: { status }, stage: { undoReason } }) as const;
const notPaid = (why: string) => ({ kind: 'not_paid', ...MONEY, why });

test('nothing on the counter is idle', () => {
  expect(displayScene({ kind: 'keypad' }, FACTS)).toEqual(IDLE);
});

test.each<[string, Odd, object]>([
  ['a code is asked for', {}, { kind: 'show_code', ...MONEY }],
  ['on its way', { charge: { status: 'submitting' } }, WORKING],
  ['queued', { charge: { status: 'queued' } }, WORKING],
  ['unknown', { charge: { status: 'unresolved' } }, WORKING],
  ['being undone', { charge: { status: 'reversing' } }, WORKING],
  ['a password is typed', { charge: { status: 'awaiting_customer' } }, { kind: 'password', ...MONEY, waitedMs: 3_000 }],
  [
    'a password after a restart',
    { charge: { status: 'awaiting_customer' }, stage: { waitedMs: null } },
    { kind: 'password', ...MONEY, waitedMs: 0 },
  ],
  [
    'a QR stands',
    offer('awaiting_customer', { qr: QR }),
    { kind: 'scan_qr', ...MONEY, content: QR.content, endsInMs: 40_000, validMs: 300_000 },
  ],
  ['a QR is being placed', offer('submitting'), WORKING],
  ['a QR could not leave yet', offer('queued'), WORKING],
  ['a QR that may not be shown', offer('awaiting_customer'), WORKING],
  ['a QR is being withdrawn', offer('reversing'), WORKING],
  ['a kiosk`s QR is being withdrawn', { ...offer('reversing'), facts: { isKiosks: true } }, IDLE],
  ['paid', { charge: { status: 'paid', paidAt: '2026-11-22T03:00:05.000Z' } }, { kind: 'paid', ...MONEY, at: '2026-11-22T03:00:05.000Z' }],
  ['paid by QR', offer('paid', { paidAt: '2026-11-22T03:00:05.000Z' }), { kind: 'paid', ...MONEY, at: '2026-11-22T03:00:05.000Z' }],
  [
    'settled with a payment that the customer showed',
    { charge: { status: 'canceled' }, stage: { settledWith: { transactionTail: '8812', at: '2026-11-22T03:00:06.000Z' } } },
    { kind: 'paid', ...MONEY, at: '2026-11-22T03:00:06.000Z' },
  ],
  ['an old code', declined('code_expired'), notPaid('code_expired')],
  ['a spoilt code', declined('code_invalid'), notPaid('code_unusable')],
  ['too little money', declined('insufficient_funds'), notPaid('insufficient_funds')],
  ['a card that is not taken', declined('card_not_supported'), notPaid('card_not_supported')],
  ['refused by the wallet', declined('payment_error'), notPaid('refused')],
  ['no line', declined('offline'), notPaid('no_line')],
  ['an order number that was taken', declined('order_number_used'), notPaid('other')],
  ['a terminal that is set up wrong', declined('configuration_error'), notPaid('other')],
  ['never received', declined('not_received'), notPaid('other')],
  ['declined without a word', declined(null), notPaid('other')],
  ['no password in time', undone('reversed', 'customer_timeout'), notPaid('given_up')],
  ['given up by the cashier', undone('reversed', 'canceled'), notPaid('given_up')],
  ['failed at the acquirer', undone('reversed', 'payment_failed'), notPaid('refused')],
  ['never confirmed', undone('reversed', 'never_confirmed'), notPaid('other')],
  ['undone by the acquirer', undone('reversed', 'acquirer'), notPaid('other')],
  ['canceled before anything was sent', undone('canceled', null), notPaid('given_up')],
  ['brought back from a list: another customer`s', { charge: { status: 'paid' }, facts: { isNewest: false } }, IDLE],
  ['an end that was shown long enough', { charge: { status: 'paid' }, facts: { isOver: true } }, IDLE],
  ...METHODS.filter((method) => method !== 'payment_code' && method !== 'merchant_qr').map((method): [string, Odd, object] => [
    `${method}: the shop's own software shows it`,
    { charge: { method, status: 'awaiting_customer', qr: QR } },
    IDLE,
  ]),
])('%s', (_, odd, scene) => {
  expect(sceneOf(odd)).toEqual(scene);
});

test('a countdown never says more than the whole', () => {
  const scene = sceneOf({ ...offer('awaiting_customer', { qr: QR }), stage: { endsInMs: 999_999 } });
  expect(scene).toMatchObject({ endsInMs: 300_000, validMs: 300_000 });
});

const MARK = '§';
const marked = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `${MARK}${text}`);

test('no scene holds anything of a charge but its content, amount, currency and time', () => {
  const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
  const charge = fc.record<Charge>({
    ...{ id: marked, orderNo: marked, tillReference: fc.option(marked), description: marked, wallet: fc.option(marked) },
    ...{
      transactionId: fc.option(marked),
      declineMessage: fc.option(marked),
      acquirerCode: fc.option(marked),
      codeHint: fc.option(marked),
    },
    ...{ shiftId: fc.option(marked), method: fc.constantFrom(...METHODS), status: fc.constantFrom(...STATUSES) },
    declineCode: fc.option(fc.oneof(marked, fc.constantFrom('code_expired', 'offline', 'constructor', '__proto__'))),
    amount: fc.nat(),
    refundedAmount: fc.nat(),
    currency: fc.constant('CNY'),
    paidAt: fc.option(time),
    qr: fc.option(fc.record({ content: fc.constant(QR.content), expiresAt: time })),
    createdAt: time,
    updatedAt: time,
  });
  const stage = fc.record({
    undoReason: fc.option(fc.constantFrom('customer_timeout', 'canceled', 'payment_failed', 'never_confirmed', 'acquirer')),
    endsInMs: fc.option(fc.nat()),
    waitedMs: fc.option(fc.nat()),
    submittedAt: fc.option(time),
    settledWith: fc.option(fc.record({ transactionTail: marked, at: time })),
  });
  const facts = fc.record<SceneFacts>({ isNewest: fc.boolean(), isKiosks: fc.boolean(), isOver: fc.boolean() });
  fc.assert(
    fc.property(charge, stage, facts, (ofCharge, ofStage, seen) => {
      const scene = sceneOf({ charge: ofCharge, stage: ofStage as Odd['stage'] & object, facts: seen });
      const { kind: _, ...said } = scene;
      const allowed = [
        ofCharge.currency,
        ofCharge.paidAt,
        ofCharge.updatedAt,
        ofCharge.qr?.content,
        ofStage.settledWith?.at,
        'why' in scene && scene.why,
      ];
      for (const value of Object.values(said)) expect(typeof value).toMatch(/^(string|number)$/);
      for (const value of Object.values(said)) if (typeof value === 'string') expect(allowed).toContain(value);
      expect(JSON.stringify(scene)).not.toContain(MARK);
    }),
  );
});
