import type { HandClock } from '../../../basics/hand-clock.ts';
import type { WooshAcquirer } from '../../../sandbox/wooshpay/acquirer.ts';
import { signWebhook } from '../../../sandbox/wooshpay/webhooks.ts';
import type { Chance } from '../chance.ts';
import type { WooshProcess } from './process.ts';

type Course = { readonly afterMs: readonly number[]; readonly isForged?: true };

type Parts = {
  readonly acquirer: WooshAcquirer;
  readonly clock: HandClock;
  readonly chance: Chance;
  readonly running: () => WooshProcess;
  readonly isUp: () => boolean;
  /** A report was answered as it must not be. */
  readonly wrong: (what: string) => void;
};

/** Reports events to the terminal: before the answer, twice, late and so out of order, not at all, and with a wrong signature. Whoever is not there does not hear of it. */
export function startReports({ acquirer, clock, chance, running, isUp, wrong }: Parts): void {
  let events = 0;
  acquirer.onEvent((event) => {
    events += 1;
    const own = chance.of('report', events);
    const course = own.pick<Course>([
      [5, { afterMs: [0] }],
      [4, { afterMs: [own.between(50, 2_000)] }],
      [3, { afterMs: [0, own.between(0, 5_000)] }],
      [3, { afterMs: [own.between(2_000, 90_000)] }],
      [3, { afterMs: [] }],
      [1, { afterMs: [own.between(0, 2_000)], isForged: true }],
    ]);
    const body = JSON.stringify(event.body);
    for (const afterMs of course.afterMs)
      clock.after(afterMs, () => {
        const { terminal, isAlive } = running();
        if (!isAlive() || !isUp()) return;
        const secret = course.isForged ? 'whsec_of_somebody_else' : acquirer.account.webhookSecret;
        const headers = { 'wooshpay-signature': signWebhook(body, Math.floor(clock.wallMs() / 1_000), secret) };
        const status = terminal.notice({ headers, body: Buffer.from(body) })?.status;
        if (course.isForged && status === 200) wrong('a report with a wrong signature was thanked for');
        if (!course.isForged && status !== 200) wrong(`a true report was answered ${status}`);
      });
  });
}
