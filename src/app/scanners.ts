import type { Clock } from '../basics/clock.ts';
import { loadLate } from '../basics/load-late.ts';
import type { ScannerConfig } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import type { Scanner, ScannerListener } from '../scanner/scanner.ts';

/** Every configured scanner at work. */
export type Scanners = { stop(): Promise<void> };

type Parts = { readonly clock: Clock; readonly log: Log };
type Opened = Pick<Scanner, 'start' | 'stop'>;

/** Starts the configured scanners. Their drivers are loaded now, after the terminal is ready: a device must not delay a start. */
export function openScanners(configs: readonly ScannerConfig[], listener: ScannerListener, parts: Parts): Scanners {
  const opened: Opened[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;

  async function open(load: () => Promise<Opened>): Promise<void> {
    const scanner = await loadLate('scanners', load, { ...parts, signal });
    if (!scanner || signal.aborted) return;
    opened.push(scanner);
    scanner.start(listener);
  }

  const opening = drivers(configs, parts).map(open);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(opening);
      await Promise.all(opened.map((scanner) => scanner.stop()));
    },
  };
}

/** A serial gun has a port of its own; all HID guns are looked for together. */
function drivers(configs: readonly ScannerConfig[], parts: Parts): readonly (() => Promise<Opened>)[] {
  const hid = configs.filter((config) => config.kind === 'hid');
  return [
    ...configs.filter((config) => config.kind === 'serial').map((config) => () => loadSerial(config, parts)),
    ...(hid.length > 0 ? [() => loadHid(hid, parts)] : []),
  ];
}

async function loadSerial(config: Extract<ScannerConfig, { kind: 'serial' }>, parts: Parts): Promise<Opened> {
  const { serialScanner } = await import('../../drivers/serial/serial-scanner.ts');
  return serialScanner(config, parts);
}

async function loadHid(configs: readonly Extract<ScannerConfig, { kind: 'hid' }>[], parts: Parts): Promise<Opened> {
  const { hidScanners } = await import('../../drivers/hid/hid-scanners.ts');
  return hidScanners(configs, parts);
}
