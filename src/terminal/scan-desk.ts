import type { Log } from '../log/log.ts';
import { isFinal } from '../payment/state.ts';
import { readScan, type ScanRefusal } from '../scanner/read-scan.ts';
import type { Counter } from './counter.ts';
import { awaitsCode } from './live-charge.ts';
import type { Runner } from './runner.ts';
import type { UsedCodes } from './used-codes.ts';

/** A gun that reads twice, or two paths of one gun, repeat a code within this time: no news for the cashier. */
const ECHO_MS = 3_000;

/** Where every scan of every device arrives and is sent on: to the charge that awaits a code, or back with a word about why not. */
export type ScanDesk = { scanned(text: string): void };

type Parts = {
  readonly runner: Runner;
  readonly counter: Counter;
  readonly usedCodes: UsedCodes;
  readonly log: Log;
  readonly changed: () => void;
};

export function createScanDesk({ runner, counter, usedCodes, log, changed }: Parts): ScanDesk {
  function refuse(notice: ScanRefusal | { readonly kind: 'held' | 'used_code' | 'nothing_to_pay' }): void {
    log.write('scan_refused', { kind: notice.kind });
    counter.notify(notice);
    changed();
  }

  return {
    scanned(text) {
      const code = readScan(text);
      if (!code.ok) return refuse(code.error);
      const ageMs = usedCodes.ageMs(code.value);
      if (ageMs !== null && ageMs < ECHO_MS) return;
      const awaiting = [...runner.all()].find(awaitsCode);
      if (awaiting) return ageMs === null ? runner.giveCode(awaiting, code.value) : refuse({ kind: 'used_code' });
      const stageId = counter.stageId();
      const onStage = stageId && runner.live(stageId);
      refuse({ kind: onStage && !isFinal(onStage.state.status) ? 'held' : 'nothing_to_pay' });
    },
  };
}
