import { assert } from '../basics/assert.ts';
import type { Clock, Random } from '../basics/clock.ts';
import { drawnAhead } from '../basics/drawn-ahead.ts';
import { type ChargeId, type OrderNo, parseChargeId, parseOrderNo, parseSaleId, type SaleId } from '../payment/charge.ts';
import { parseRefundId, parseRefundNo, type RefundId, type RefundNo } from '../payment/refund.ts';

/** Letters that nobody mistakes for digits, read aloud or printed badly. Source: Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes the names of new charges, sales that have none yet, and refunds. */
export type Names = {
  chargeId(): ChargeId;
  saleId(): SaleId;
  orderNo(): OrderNo;
  refundId(): RefundId;
  refundNo(): RefundNo;
  cashEntryId(): string;
};

/**
 * An order number, and a refund number, must be unique per merchant, over all terminals, reinstallations and wrong clocks: so besides
 * terminal and time (for people) it carries 40 bits of chance (for uniqueness). Letters stand between the parts: no run of
 * digits is long enough to be taken for a payment code and masked.
 */
export function createNames({ clock, random, terminalId }: { clock: Clock; random: Random; terminalId: string }): Names {
  const chance = drawnAhead(random);
  const prefix = terminalId.replace(/[^0-9A-Za-z]/g, '').slice(0, 8);
  const time = () => new Date(clock.wallMs()).toISOString().replace(/\D/g, '').slice(2, 14);

  return {
    chargeId() {
      const id = parseChargeId(`ch_${letters(chance, 20)}`);
      assert(id, 'charge id');
      return id;
    },
    saleId() {
      const id = parseSaleId(`ps_${letters(chance, 20)}`);
      assert(id, 'sale id');
      return id;
    },
    orderNo() {
      const orderNo = parseOrderNo(`${prefix}D${time()}N${letters(chance, 8)}`);
      assert(orderNo, 'order number');
      return orderNo;
    },
    refundId() {
      const id = parseRefundId(`rf_${letters(chance, 20)}`);
      assert(id, 'refund id');
      return id;
    },
    refundNo() {
      const refundNo = parseRefundNo(`${prefix}R${time()}N${letters(chance, 8)}`);
      assert(refundNo, 'refund number');
      return refundNo;
    },
    cashEntryId: () => `ce_${letters(chance, 20)}`,
  };
}

function letters(random: Random, count: number): string {
  let text = '';
  for (const byte of random.bytes(count)) text += ALPHABET[byte % ALPHABET.length];
  return text;
}
