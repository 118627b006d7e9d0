import { expect, it } from 'vitest';
import { readChargeRow } from './charge-row.ts';

const ROW = {
  ...{ place: 1, id: 'charge-1', order_no: 'order-1', origin: 'till', method: 'payment_code', amount_fen: 1001, currency: 'CNY' },
  ...{
    description: '人民路店',
    till_reference: null,
    idempotency_key: null,
    fingerprint: null,
    shift_id: null,
    created_at_ms: 1_000_001,
    sale_id: null,
  },
  ...{ seq: 2, at_ms: 2_000_001, status: 'submitting', state: '{}', code_hint: '1345••••••••••7712' },
};

it('a whole row is a charge', () => {
  expect(readChargeRow(ROW)).toMatchObject({ place: 1, record: { seq: 2, state: { status: 'submitting', cancelWanted: false } } });
});

it.each([
  ['state', { state: '{"cancelWanted":"yes"}' }],
  ['state', { state: '{"extra":1}' }],
  ['state', { status: 'done' }],
  ['names', { order_no: '订单' }],
  ['amount_fen', { amount_fen: 0 }],
  ['currency', { currency: 'XXX' }],
  ['description', { description: Buffer.from('bytes') }],
])('a row whose %s decayed is named, not believed: %o', (_, decay) => {
  expect(() => readChargeRow({ ...ROW, ...decay })).toThrow('the journal is damaged at entry 2 of charge charge-1');
});
