import type { Clock, Random } from '../basics/clock.ts';
import { loadLate } from '../basics/load-late.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import type { OfficeParts } from '../office/create-office.ts';
import type { Office } from '../office/office.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';

export type LateOfficeParts = {
  readonly config: Config;
  readonly version: string;
  readonly dataDir: string;
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly gateway: OfficeParts['gateway'];
  readonly openShift: OpenShift;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** The office, which nobody at the counter waits for: loaded when the terminal takes charges. */
export type LateOffice = {
  readonly office: Promise<Office>; // whoever asks before it is loaded waits
  /** Loads it. */
  open(): void;
  stop(): Promise<void>;
};

export function lateOffice(parts: LateOfficeParts): LateOffice {
  const { promise, resolve, reject } = Promise.withResolvers<Office>();
  const stopping = new AbortController();
  let opened: Office | null = null;
  let stopPress = (): void => {};
  promise.catch((cause) => parts.log.write('office_failed', { problem: String(cause) })); // charges go on without it

  async function load(): Promise<void> {
    const { signal } = stopping;
    const loaded = await loadLate('office', loadOffice, { ...parts, signal });
    if (!loaded || signal.aborted) return;
    const { createOffice, openPinFile, settingsReadings, createPress, openPaper } = loaded;
    const press = createPress();
    stopPress = () => press.stop();
    opened = createOffice({
      ...parts,
      press,
      paper: openPaper({ ...parts, press }),
      settings: settingsReadings(parts.config, parts.version),
      times: parts.config.payment,
      pins: openPinFile(parts.dataDir, parts.random),
    });
    resolve(opened);
  }

  return {
    office: promise,
    open: () => void load().catch(reject),
    async stop() {
      stopping.abort();
      await opened?.stop();
      stopPress();
    },
  };
}

async function loadOffice() {
  const [{ createOffice }, { openPinFile }] = await Promise.all([import('../office/create-office.ts'), import('../store/pin-file.ts')]);
  const { settingsReadings } = await import('../office/settings-readings.ts');
  const [{ createPress }, { openPaper }] = await Promise.all([import('../../drivers/paper/create-press.ts'), import('./open-paper.ts')]);
  return { createOffice, openPinFile, settingsReadings, createPress, openPaper };
}
