import type { TerminalView } from '../../../src/contract/view.ts';
import type { Deed } from '../deeds.ts';
import type { DeskFlow } from './desk-flow.ts';
import type { MenuDeed } from './menu-deeds.ts';

type Reached = { readonly desk: DeskFlow; readonly act: (deed: Deed) => void; readonly view: TerminalView };

/** What the counter's menu leads to. */
const DEEDS: Readonly<Record<MenuDeed, (reached: Reached) => void>> = {
  open_shift: ({ desk }) => desk.open('opening'),
  close_shift: ({ desk }) => desk.open('closing'),
  hand_over: ({ desk }) => desk.handOver(),
  reading: ({ desk }) => desk.open('reading'),
  lines: ({ desk }) => desk.open('lines'),
  pay_in: ({ desk }) => desk.open('pay_in'),
  pay_out: ({ desk }) => desk.open('pay_out'),
  drawer: ({ desk }) => desk.openDrawer(),
  last_receipt: ({ desk, view }) => desk.printLast(newestPaid(view)),
  scanners({ desk, act }) {
    desk.close();
    act('open_doctor');
  },
  displays({ desk, act }) {
    desk.close();
    act('open_displays');
  },
  manager: () => location.assign('/manager/'),
};

export function fromMenu(deed: MenuDeed, reached: Reached): void {
  DEEDS[deed](reached);
}

/** The newest payment that this counter has seen; null: none. */
export function newestPaid({ stage, recent }: TerminalView): { readonly chargeId: string; readonly atMs: number } | null {
  const seen = [...(stage.kind === 'charge' ? [stage.charge] : []), ...recent];
  const paid = seen.flatMap(({ id, paidAt }) => (paidAt === null ? [] : [{ chargeId: id, atMs: Date.parse(paidAt) }]));
  return paid.toSorted((a, b) => b.atMs - a.atMs)[0] ?? null;
}
