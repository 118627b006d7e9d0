import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import type { SaleId } from '../payment/charge.ts';
import { type AttachVerdict, isAttachable, mayAttach, type OpenSale, type ShownPayment } from './attach.ts';

const AMOUNT = fen(1280);
const SALE: OpenSale = { saleId: 'sale-1' as SaleId, origin: 'cashier', amountFen: AMOUNT, status: 'awaiting_code', isSettled: false };
const SHOWN: ShownPayment = { kind: 'paid_elsewhere', isConfirmed: true, amountFen: AMOUNT, saleId: null, isAttached: false };
const OTHER_SALE = 'sale-2' as SaleId;

const rows: readonly (readonly [string, Partial<ShownPayment>, Partial<OpenSale>, AttachVerdict])[] = [
  ['another terminal took it', {}, {}, 'free'],
  ['the line was down and the code waits', {}, { status: 'queued' }, 'free'],
  ['the sale was declined', {}, { status: 'declined' }, 'free'],
  ['the sale was given up', {}, { status: 'canceled' }, 'free'],
  ['the sale was undone', {}, { status: 'reversed' }, 'free'],
  ['it ended here without money, and there is money', { kind: 'paid_after_all', saleId: SALE.saleId }, { status: 'declined' }, 'free'],
  ['an earlier charge of this very sale', { kind: 'paid_here', saleId: SALE.saleId }, {}, 'free'],
  ['paid here for another sale', { kind: 'paid_here', saleId: OTHER_SALE }, {}, 'second_use'],
  ['paid after all for another sale', { kind: 'paid_after_all', saleId: OTHER_SALE }, {}, 'free'],
  ['given back', { kind: 'refunded' }, {}, 'not_money'],
  ['undone', { kind: 'reversed' }, {}, 'not_money'],
  ['never paid', { kind: 'not_paid' }, {}, 'not_money'],
  ['not known yet', { kind: 'not_known_yet' }, {}, 'not_money'],
  ['somebody else’s', { kind: 'not_ours' }, {}, 'not_money'],
  ['nobody knows', { kind: 'no_answer' }, {}, 'not_money'],
  ['only the journal says so', { kind: 'paid_here', isConfirmed: false }, {}, 'not_confirmed'],
  ['a fen more', { amountFen: fen(1281) }, {}, 'other_amount'],
  ['it settled a sale before', { isAttached: true }, {}, 'attached_before'],
  ['the sale is the till’s', {}, { origin: 'till' }, 'till_decides'],
  ['the sale’s code is on its way', {}, { status: 'submitting' }, 'money_may_move'],
  ['its customer types the password', {}, { status: 'awaiting_customer' }, 'money_may_move'],
  ['its end is not known', {}, { status: 'unresolved' }, 'money_may_move'],
  ['it is being undone', {}, { status: 'reversing' }, 'money_may_move'],
  ['it is paid', {}, { status: 'paid' }, 'sale_is_paid'],
  ['it was settled that way already', {}, { status: 'canceled', isSettled: true }, 'sale_is_paid'],
];

describe('a payment that a customer shows, for the sale on the counter', () => {
  test.each(rows)('%s', (_name, shown, sale, verdict) => {
    expect(mayAttach({ ...SHOWN, ...shown }, { ...SALE, ...sale })).toBe(verdict);
  });

  test('a person may do it where nothing speaks against it', () => {
    const may = rows.map(([, , , verdict]) => verdict).filter(isAttachable);
    expect(new Set(may)).toEqual(new Set(['free', 'second_use']));
  });
});
