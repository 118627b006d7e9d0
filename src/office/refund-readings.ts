import type { RefundRow } from '../contract/refund.ts';
import { REFUND_GROUPS, type RefundList, RefundListQuery } from '../contract/refund-office.ts';
import type { Journal, RefundRecord } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Readings, reading } from './desk.ts';

/** Rows of one answer. */
const PER_PAGE = 50;
/** Refunds that one answer looks at; a page that needs more goes on by its cursor. */
const MOST_LOOKED_AT = 1_000;
const PIECE = 200;

type Parts = { readonly journal: Journal; readonly terminal: Pick<Terminal, 'findRefund'> };

/** `refunds`: every refund, newest first; of a kind, if one is asked for. */
export function refundReadings({ journal, terminal }: Parts): Readings {
  function rowOf({ intent }: RefundRecord): RefundRow | null {
    const refund = terminal.findRefund(intent.id);
    const tillReference = journal.charge(intent.chargeId)?.intent.tillReference ?? null;
    return refund && { ...refund, orderNo: intent.orderNo, chargeAmount: intent.chargeFen, tillReference };
  }

  return {
    refunds: reading('see_reports', RefundListQuery, ({ group, cursor }) => {
      const isIt = group ? (REFUND_GROUPS[group] as readonly RefundRow['status'][]) : null;
      const items: RefundRow[] = [];
      let before = cursor === undefined ? null : Number(cursor);
      for (let looked = 0; items.length < PER_PAGE && looked < MOST_LOOKED_AT; looked += PIECE) {
        const size = isIt ? PIECE : PER_PAGE;
        const page = journal.refunds(before, size);
        const found = page.items.flatMap((record) => rowOf(record) ?? []);
        items.push(...found.filter(({ status }) => isIt === null || isIt.includes(status)));
        before = page.nextBefore;
        if (before === null) break;
      }
      return { ok: true, value: { items, nextCursor: before === null ? null : String(before) } satisfies RefundList };
    }),
  };
}
