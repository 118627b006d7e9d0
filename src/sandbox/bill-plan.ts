import type { BillDifference, BillsReady, BillsView } from '../contract/sandbox.ts';
import { type BillRow, backRow, paymentRow, reversalRow } from './bill-rows.ts';
import type { BillSums } from './bill-text.ts';

/** More of them are a mistake of a script. */
const MAX_DIFFERENCES = 1_000;

/** When bills are there, and what is planted in them. */
export class BillPlan {
  #ready: BillsReady['ready'] = 'next_morning';
  #differences: BillsView['differences'] = [];
  #nextId = 1;

  view(): BillsView {
    return { ready: this.#ready, differences: this.#differences };
  }

  setReady(ready: BillsReady['ready']): void {
    this.#ready = ready;
  }

  /** @returns the difference's number, or null when there are too many already */
  plant(difference: BillDifference): number | null {
    if (this.#differences.length >= MAX_DIFFERENCES) return null;
    const id = this.#nextId++;
    this.#differences = [...this.#differences, { ...difference, id }];
    return id;
  }

  clear(): void {
    this.#differences = [];
    this.#ready = 'next_morning';
  }

  /** The lines as the bill tells them. */
  lines(truth: readonly BillRow[]): readonly BillRow[] {
    return this.#differences.reduce<readonly BillRow[]>(differ, truth);
  }

  /** What the bill makes of its sums; null when it has none. */
  sums(): ((sums: BillSums) => BillSums) | null {
    if (this.#differences.some(({ kind }) => kind === 'sums_missing')) return null;
    const wrong = this.#differences.flatMap((difference) => (difference.kind === 'sums_wrong' ? difference.of : []));
    return ({ count, orderFen, feeFen }) => ({
      count: count + (wrong.includes('count') ? 1 : 0),
      orderFen: orderFen + (wrong.includes('amount') ? 1 : 0),
      feeFen: feeFen + (wrong.includes('fee') ? 1 : 0),
    });
  }
}

function differ(rows: readonly BillRow[], difference: BillDifference): readonly BillRow[] {
  switch (difference.kind) {
    case 'line_missing':
      return rows.filter((row) => !isOf(row, difference));
    case 'line_twice':
      return rows.flatMap((row) => (isOf(row, difference) ? [row, row] : row));
    case 'amount':
      return rows.map((row) => (isOf(row, difference) ? withAmount(row, difference.amountFen) : row));
    case 'refund_status':
      return rows.map((row) =>
        row.back?.refundNo === difference.refundNo ? backRow(row.order, { ...row, back: { ...row.back, status: difference.status } }) : row,
      );
    case 'reversed_there':
      return rows.flatMap((row) => (isOf(row, difference) ? [row, reversalRow({ ...row.order, amountFen: row.orderFen }, row.atMs)] : row));
    case 'payment_there':
      return [
        ...rows,
        paymentRow({ ...stranger(difference), deviceInfo: difference.deviceInfo, amountFen: difference.amountFen }, difference.atMs),
      ];
    case 'refund_there':
      return [...rows, refundThere(rows, difference)];
    case 'sums_wrong':
    case 'sums_missing':
      return rows;
  }
}

type Named = { readonly orderNo: string; readonly refundNo?: string | undefined };

/** An order's payment, or the refund that is named. */
function isOf({ state, order, back }: BillRow, { orderNo, refundNo }: Named): boolean {
  if (order.orderNo !== orderNo) return false;
  return refundNo === undefined ? state === 'SUCCESS' : back?.refundNo === refundNo;
}

function withAmount(row: BillRow, amountFen: number): BillRow {
  if (!row.back) return paymentRow({ ...row.order, amountFen }, row.atMs);
  return backRow(row.order, { ...row, back: { ...row.back, amountFen, settledFen: amountFen } });
}

type RefundThere = Extract<BillDifference, { readonly kind: 'refund_there' }>;

function refundThere(rows: readonly BillRow[], { orderNo, refundNo, amountFen, atMs }: RefundThere): BillRow {
  const order = rows.find((row) => row.order.orderNo === orderNo)?.order ?? stranger({ orderNo });
  const back = {
    refundNo,
    refundId: `5030${refundNo.replace(/\D/g, '').padStart(25, '0').slice(-25)}`,
    amountFen,
    settledFen: amountFen,
    couponFen: 0,
    status: 'SUCCESS',
    doneAtMs: atMs,
  };
  return backRow(order, { state: 'REFUND', atMs, back });
}

/** An order that nobody submitted here. */
function stranger({ orderNo }: { readonly orderNo: string }): BillRow['order'] {
  const transactionId = `4200${orderNo.replace(/\D/g, '').padStart(24, '0').slice(-24)}`;
  return {
    orderNo,
    transactionId,
    tradeType: 'MICROPAY',
    deviceInfo: '',
    subMchId: '',
    openId: 'oStranger00000000000000000000',
    description: '别处的一笔',
    attach: '',
  };
}
