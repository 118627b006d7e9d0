import type { Clock } from '../basics/clock.ts';
import type { ScanOutcome } from '../contract/doctor.ts';
import type { Log } from '../log/log.ts';
import { isFinal } from '../payment/state.ts';
import { readScan, type ScanRefusal } from '../scanner/read-scan.ts';
import type { Scan } from '../scanner/scanner.ts';
import type { Counter } from './counter.ts';
import { type DoctorDesk, isTestCode } from './doctor-desk.ts';
import { inTheWay } from './in-the-way.ts';
import type { InquiryDesk } from './inquiry-desk.ts';
import { awaitsCode } from './live-charge.ts';
import type { Runner } from './runner.ts';
import { createSecondPath, ECHO_MS } from './second-path.ts';
import { readShownNumber } from './shown-number.ts';
import type { UsedCodes } from './used-codes.ts';

/** Where every scan of every device arrives and is sent on: to the charge that awaits a code, or back with a word about why not. */
export type ScanDesk = {
  scanned(scan: Scan): void;
  /** A gun read the same again at once: the page about scanners shows it, nobody else hears of it. */
  repeated(scan: Scan): void;
};

type Parts = {
  readonly runner: Runner;
  readonly counter: Counter;
  readonly usedCodes: UsedCodes;
  readonly doctor: DoctorDesk;
  readonly inquiries: Pick<InquiryDesk, 'inquire'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
};

export function createScanDesk({ runner, counter, usedCodes, doctor, inquiries, clock, log, changed }: Parts): ScanDesk {
  const secondPath = createSecondPath(clock);

  function refuse(scan: Scan, notice: ScanRefusal | { readonly kind: 'held' | 'used_code' | 'nothing_to_pay' }): ScanOutcome {
    if (secondPath.isEcho(scan)) return { kind: 'echo' };
    secondPath.heard(scan);
    log.write('scan_refused', { kind: notice.kind });
    counter.notify(notice);
    changed();
    return notice;
  }

  /** The number of a payment opens an inquiry, whatever stands on the counter. @returns null when it is none */
  function inquire(scan: Scan): ScanOutcome | null {
    if (!readShownNumber(scan.text, 'scanned').ok) return null;
    if (secondPath.isEcho(scan)) return { kind: 'echo' };
    secondPath.heard(scan);
    return inquiries.inquire(scan.text, 'scanned').ok ? { kind: 'payment_number' } : null;
  }

  /** Does with the scan what is to be done. */
  function take(scan: Scan): ScanOutcome {
    const code = readScan(scan.text);
    if (!code.ok) return inquire(scan) ?? refuse(scan, code.error);
    const ageMs = usedCodes.ageMs(code.value);
    if (ageMs !== null && ageMs < ECHO_MS) return { kind: 'echo' };
    const awaiting = [...runner.all()].find(awaitsCode);
    if (awaiting) {
      if (ageMs !== null) return refuse(scan, { kind: 'used_code' });
      if (inTheWay(runner, awaiting.intent)) return refuse(scan, { kind: 'held' });
      runner.giveCode(awaiting, code.value);
      return { kind: 'charged', orderNo: awaiting.intent.orderNo };
    }
    const stageId = counter.stageId();
    const onStage = stageId && runner.live(stageId);
    return refuse(scan, { kind: onStage && !isFinal(onStage.state.status) ? 'held' : 'nothing_to_pay' });
  }

  /** Looks at the scan and does nothing. */
  function examine(text: string): ScanOutcome {
    const code = readScan(text);
    if (code.ok) return { kind: 'payment_code' };
    return readShownNumber(text, 'scanned').ok ? { kind: 'payment_number' } : code.error;
  }

  return {
    scanned(scan) {
      const outcome = doctor.isTesting() ? examine(scan.text) : take(scan);
      // Told afterwards: nothing may stand between a scan and the wire.
      doctor.report(scan, isTestCode(scan.text) ? { kind: 'test_code' } : outcome);
    },
    repeated: (scan) => doctor.report(scan, { kind: isTestCode(scan.text) ? 'test_code' : 'echo' }),
  };
}
