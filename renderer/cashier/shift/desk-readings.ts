import type { CashPage } from '../../../src/contract/cash.ts';
import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { ShiftReading } from '../../../src/contract/shift.ts';
import type { DeskFlowParts } from './desk-flow.ts';
import { type DeskInHand, knownTenders } from './desk-in-hand.ts';
import type { OpenSheet } from './open-sheet.ts';

type Reach = Pick<DeskFlowParts, 'read' | 'refused'> & {
  readonly hand: DeskInHand;
  readonly open: OpenSheet;
  readonly view: () => OfficeView | null;
};

/** What the sheets show of the books. A sheet that was left meanwhile is not filled any more. */
export type DeskReadings = {
  showReading(): Promise<void>;
  showLines(): Promise<void>;
  showClosing(): Promise<void>;
  /** The sums of the shift, on the sheet of its count. */
  fillCounted(): Promise<void>;
  /** The sums of its Z report. */
  fillDone(shiftId: string): Promise<void>;
  /** Names of tenders that others have given, for the sale that is on the sheet. */
  learnTenders(): Promise<void>;
};

export function createDeskReadings({ read, refused, hand, open, view }: Reach): DeskReadings {
  const { turn } = open;

  return {
    async showReading() {
      turn({ kind: 'reading', report: null, code: null });
      const report = await read<ShiftReading>('shift');
      const sheet = open.sheet();
      if (sheet.kind === 'reading') turn(report.ok ? { ...sheet, report: report.value } : { ...sheet, code: report.code });
    },
    async showLines() {
      turn({ kind: 'lines', rows: null, code: null });
      const page = await read<CashPage>('cash');
      const sheet = open.sheet();
      if (sheet.kind === 'lines') turn(page.ok ? { ...sheet, rows: page.value.items } : { ...sheet, code: page.code });
    },
    /** The count is blind: the shift's sums are looked at once it was told, here or before. */
    async showClosing() {
      if (!view()?.shift?.isCounted) return turn({ kind: 'counting', draft: hand.begun });
      const report = await read<ShiftReading>('shift');
      if (!report.ok) return refused(report.code);
      const { countedCash: counted, cashDifference: difference } = report.value;
      if (counted === null || difference === null) return turn({ kind: 'counting', draft: hand.begun });
      turn({ kind: 'counted', counted: { counted, difference, expected: counted - difference }, report: report.value });
    },
    async fillCounted() {
      const report = await read<ShiftReading>('shift');
      const sheet = open.sheet();
      if (sheet.kind === 'counted' && report.ok) turn({ ...sheet, report: report.value });
    },
    async fillDone(shiftId) {
      const report = await read<ShiftReading>('shift', { id: shiftId });
      const sheet = open.sheet();
      if (sheet.kind === 'done' && report.ok) turn({ ...sheet, report: report.value });
    },
    async learnTenders() {
      const page = view()?.shift ? await read<CashPage>('cash') : null;
      if (page?.ok) hand.tenders = knownTenders([...hand.tenders, ...page.value.items.flatMap(({ tender }) => tender ?? [])]);
      const sheet = open.sheet();
      if (sheet.kind === 'cash') turn({ ...sheet, known: hand.tenders });
    },
  };
}
