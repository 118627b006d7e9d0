import type { Clock } from '../basics/clock.ts';
import type { StoreConfig } from '../config/config.ts';
import type { Health } from '../contract/health.ts';
import type { TerminalView } from '../contract/view.ts';
import type { Abilities } from '../gateway/abilities.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { isUnsettled } from '../payment/state.ts';
import type { ScannerState } from '../scanner/scanner.ts';
import type { Journal } from '../store/journal.ts';
import type { JournalCare } from '../store/journal-care.ts';
import type { Counter } from './counter.ts';
import type { DisplaysDesk } from './displays-desk.ts';
import type { FindingDesk } from './finding-desk.ts';
import type { InquiryDesk } from './inquiry-desk.ts';
import { journalView } from './journal-view.ts';
import type { ParkingDesk } from './parking-desk.ts';
import type { RefundRunner } from './refund-runner.ts';
import { openRefundView } from './refund-view.ts';
import type { Runner } from './runner.ts';

/** More than a screen can tell of. */
const MOST_REFUNDS_SHOWN = 50;

/** The terminal as it stands, put together from what its desks show: for screens, and in short for whoever asks whether it is well. */
export type ViewOfTerminal = {
  view(): TerminalView;
  health(): Health;
};

type Parts = {
  readonly gateway: Pick<Gateway, 'line'>;
  readonly lineSinceMs: () => number; // monotonic: since when the line is as it is
  readonly abilities: Abilities;
  readonly journal: Journal;
  readonly care: JournalCare | null; // null: the journal is in memory alone
  readonly clock: Clock;
  readonly store: StoreConfig;
  readonly practice: TerminalView['practice'];
  readonly scanners: ReadonlyMap<string, ScannerState>;
  readonly runner: Pick<Runner, 'all'>;
  readonly refundRunner: Pick<RefundRunner, 'all' | 'leavesInMs'>;
  readonly counter: Counter;
  readonly displays: Pick<DisplaysDesk, 'paired'>;
  readonly parkingDesk: Pick<ParkingDesk, 'open'>;
  readonly findingDesk: Pick<FindingDesk, 'open'>;
  readonly inquiryDesk: Pick<InquiryDesk, 'view'>;
  readonly today: () => TerminalView['today'];
};

export function createTerminalView(parts: Parts): ViewOfTerminal {
  const { gateway, journal, clock, store, practice, scanners, runner, refundRunner, counter } = parts;

  /** Money whose whereabouts nobody knows: charges, and refunds that were sent and not answered. */
  function unsettled(): number {
    const charges = [...runner.all()].filter(({ state }) => isUnsettled(state.status));
    const refunds = [...refundRunner.all()].filter(({ state }) => state.status === 'unresolved');
    return charges.length + refunds.length;
  }

  return {
    view: () => ({
      store,
      mode: practice ? 'sandbox' : 'live',
      practice,
      methods: parts.abilities.methods.filter((method) => method === 'payment_code' || method === 'merchant_qr'),
      displays: parts.displays.paired(),
      line: { status: gateway.line(), sinceMs: clock.monotonicMs() - parts.lineSinceMs() },
      scanners: [...scanners.values()].map(({ id, kind, name, status }) => ({ id, kind, name, status })),
      stage: counter.stage(),
      recent: counter.recent(),
      todo: counter.todo(),
      parked: parts.parkingDesk.open(),
      refunds: [...refundRunner.all()].slice(0, MOST_REFUNDS_SHOWN).map((live) => openRefundView(live, refundRunner.leavesInMs(live))),
      findings: parts.findingDesk.open(),
      today: parts.today(),
      journal: journalView(journal, parts.care),
      inquiry: parts.inquiryDesk.view(),
      notice: counter.notice(),
    }),
    health: () => ({
      status: journal.damage() ? 'read_only' : 'ok',
      journal: journal.damage() ? 'damaged' : 'ok',
      mode: practice ? 'sandbox' : 'live',
      gateway: gateway.line(),
      unsettled: unsettled(),
      scanners: [...scanners.values()].map(({ kind, name, status }) => ({ kind, name, status })),
    }),
  };
}
