/** A voucher spent on an order. CASH was bought by the customer; NO_CASH lowers what is settled with the merchant. */
export type Voucher = { readonly type: 'CASH' | 'NO_CASH'; readonly fen: number };

/** Amounts that come with vouchers. Source: WeChat Pay v2 sandbox, positive cases of payment codes. */
const BY_AMOUNT: ReadonlyMap<number, readonly Voucher[]> = new Map([
  [2, [{ type: 'CASH', fen: 1 }]],
  [
    3,
    [
      { type: 'CASH', fen: 1 },
      { type: 'NO_CASH', fen: 2 },
    ],
  ],
]);

/** The vouchers the simulated customer spends on an order of this amount; mostly none. */
export function vouchersFor(amountFen: number): readonly Voucher[] {
  return BY_AMOUNT.get(amountFen) ?? [];
}

/** What the customer's own money pays, in fen. */
export function cashFen(amountFen: number): number {
  return amountFen - sum(vouchersFor(amountFen));
}

/** The wire fields that tell of the vouchers; empty when there are none. @param isQuery queries list each voucher, payments only the sum */
export function voucherFields(amountFen: number, isQuery: boolean): [string, string][] {
  const vouchers = vouchersFor(amountFen);
  if (vouchers.length === 0) return [];
  const uncharged = sum(vouchers.filter(({ type }) => type === 'NO_CASH'));
  const fields: [string, string][] = [['coupon_fee', String(sum(vouchers))]];
  if (uncharged > 0) fields.push(['settlement_total_fee', String(amountFen - uncharged)]);
  if (!isQuery) return fields;
  fields.push(['coupon_count', String(vouchers.length)]);
  vouchers.forEach(({ type, fen }, index) => {
    fields.push([`coupon_type_${index}`, type], [`coupon_id_${index}`, `1803490${index}`], [`coupon_fee_${index}`, String(fen)]);
  });
  return fields;
}

/** What the merchant is settled of an order, in fen: free vouchers are not. */
export function settledFen(amountFen: number): number {
  return amountFen - sum(vouchersFor(amountFen).filter(({ type }) => type === 'NO_CASH'));
}

function sum(vouchers: readonly Voucher[]): number {
  return vouchers.reduce((total, { fen }) => total + fen, 0);
}
