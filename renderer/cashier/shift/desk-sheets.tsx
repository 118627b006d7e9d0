import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { ReconciliationView } from '../../../src/contract/reconciliation.ts';
import type { TerminalView } from '../../../src/contract/view.ts';
import { refusalAdvice } from '../../text/notice-advice.ts';
import type { Advice, Text } from '../../text/text.ts';
import { CashPage, TakenPage } from '../cash/cash-page.tsx';
import { LinesDrawer } from '../cash/lines-drawer.tsx';
import { PayPage, ReturnPage } from '../cash/pay-page.tsx';
import type { EntryKey } from '../entry.ts';
import { ClosingPage } from './closing-page.tsx';
import type { DeskFlow, DeskState } from './desk-flow.ts';
import type { MenuDeed } from './menu-deeds.ts';
import { MenuDrawer } from './menu-drawer.tsx';
import { OpeningPage, TakeOverDrawer } from './opening-page.tsx';
import { ReadingDrawer } from './reading-drawer.tsx';
import type { DeskSheet } from './sheet.ts';

/** What every sheet draws from. */
export type SheetProps<Kind extends DeskSheet['kind']> = {
  readonly sheet: Extract<DeskSheet, { kind: Kind }>;
  readonly text: Text;
  readonly office: (OfficeView & Partial<ReconciliationView>) | null;
  readonly view: TerminalView;
  readonly timeZone: string;
  readonly flow: DeskFlow;
  readonly advice: Advice | null; // about what was not done
  readonly isAsking: boolean;
};

type DeskSheetsProps = Pick<SheetProps<'menu'>, 'text' | 'office' | 'view' | 'flow'> & {
  readonly state: DeskState;
  readonly choose: (deed: MenuDeed) => void;
  /** A digit after a good end: the next sale. */
  readonly onDigit: (key: EntryKey) => void;
};

/** Shift and drawer over the counter, whatever of them is open. */
export function DeskSheets({ state, choose, onDigit, ...rest }: DeskSheetsProps) {
  const { sheet, isAsking, trouble } = state;
  const advice = trouble === null ? null : refusalAdvice(rest.text, trouble);
  const props = { ...rest, timeZone: rest.view.store.timeZone, isAsking, advice };
  switch (sheet.kind) {
    case 'closed':
      return null;
    case 'menu':
      return <MenuDrawer {...props} sheet={sheet} choose={choose} />;
    case 'opening':
      return <OpeningPage {...props} sheet={sheet} />;
    case 'taking_over':
      return <TakeOverDrawer {...props} sheet={sheet} />;
    case 'cash':
      return <CashPage {...props} sheet={sheet} />;
    case 'taken':
      return <TakenPage {...props} sheet={sheet} onDigit={onDigit} />;
    case 'paying':
      return <PayPage {...props} sheet={sheet} />;
    case 'lines':
      return <LinesDrawer {...props} sheet={sheet} />;
    case 'returning':
      return <ReturnPage {...props} sheet={sheet} />;
    case 'reading':
      return <ReadingDrawer {...props} sheet={sheet} />;
    case 'counting':
    case 'correcting':
    case 'counted':
    case 'done':
      return <ClosingPage {...props} sheet={sheet} />;
  }
}
