import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { PrintedDocument } from '../../../src/contract/receipt.ts';
import type { DeskFlow, DeskFlowParts } from './desk-flow.ts';
import type { DeskInHand } from './desk-in-hand.ts';
import { CLOSED, type OpenSheet } from './open-sheet.ts';

type Reach = Pick<DeskFlowParts, 'refused'> & {
  readonly hand: DeskInHand;
  readonly open: OpenSheet;
  readonly view: () => OfficeView | null;
};

/** What the desk prints. */
export type DeskPapers = Pick<DeskFlow, 'print' | 'printShown' | 'printLast'>;

export function createDeskPapers({ refused, hand, open, view }: Reach): DeskPapers {
  function print(document: PrintedDocument): void {
    void open.ask({ kind: 'print', document, copy: 'customer' });
  }

  return {
    print,
    printShown() {
      const sheet = open.sheet();
      const shiftId = view()?.shift?.id;
      if (sheet.kind === 'taken') print({ kind: 'cash', id: sheet.entryId });
      else if (sheet.kind === 'done') print({ kind: 'z', id: sheet.shiftId });
      else if (shiftId && (sheet.kind === 'reading' || sheet.kind === 'counted')) print({ kind: 'x', id: shiftId });
    },
    printLast(paid) {
      const { lastEntry } = hand;
      const isCash = lastEntry !== null && lastEntry.atMs > (paid?.atMs ?? 0);
      const document = isCash ? ({ kind: 'cash', id: lastEntry.id } as const) : paid && ({ kind: 'charge', id: paid.chargeId } as const);
      if (open.sheet().kind === 'menu') open.turn(CLOSED);
      if (document) print(document);
      else refused('nothing_to_print');
    },
  };
}
