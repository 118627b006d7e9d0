import type { Clock } from '../../../basics/clock.ts';
import type { Acquirer } from '../../../sandbox/acquirer.ts';
import type { Chance } from '../chance.ts';
import type { TerminalProcess } from '../process.ts';

/** So many reports are lost, come once, or come twice. */
const COPIES = [
  [1, 0],
  [6, 1],
  [3, 2],
] as const;
/** So many are written by somebody else, or about another amount. */
const FORGED_SHARE = 0.1;
/** A report may overtake the answer to what it is about, or come when everything is over. */
const [SOONEST_MS, SOON_MS, LATE_MS] = [1, 400, 90_000];

export type ReportParts = {
  readonly acquirer: Acquirer;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly keyOf: (orderNo: string) => string;
  readonly running: () => TerminalProcess;
};

/** The acquirer's own reports on their way to whichever process runs by then: lost, early, late, twice, forged, in any order. */
export function deliverReports({ acquirer, clock, chance, keyOf, running }: ReportParts): void {
  acquirer.onNotice((notice) => {
    const here = chance.of('report', notice.kind, keyOf(notice.orderNo));
    for (let copy = here.pick(COPIES); copy > 0; copy -= 1) {
      const forges = here.happens(FORGED_SHARE) ? here.pick([[1, 'signature'] as const, [1, 'amount'] as const]) : null;
      const afterMs = here.happens(0.8) ? here.between(SOONEST_MS, SOON_MS) : here.between(SOON_MS, LATE_MS);
      clock.after(afterMs, () => {
        const process = running();
        if (process.isAlive()) process.terminal.notice({ headers: {}, body: Buffer.from(acquirer.writeNotice(notice, forges)) });
      });
    }
  });
}
