import type { Clock } from '../basics/clock.ts';
import type { ScannerConfig } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import type { Scanner, ScannerListener } from '../scanner/scanner.ts';

/** Every configured scanner at work. */
export type Scanners = { stop(): Promise<void> };

/** Starts the configured scanners. Their drivers are loaded now, after the terminal is ready: a device must not delay a start. */
export function openScanners(configs: readonly ScannerConfig[], listener: ScannerListener, parts: { clock: Clock; log: Log }): Scanners {
  const opened: Scanner[] = [];
  let stopped = false;

  async function open(config: ScannerConfig): Promise<void> {
    if (config.kind !== 'serial') return;
    const { serialScanner } = await import('../../drivers/serial/serial-scanner.ts');
    if (stopped) return;
    const scanner = serialScanner(config, parts);
    opened.push(scanner);
    scanner.start(listener);
  }

  const opening = configs.map(open);
  return {
    async stop() {
      stopped = true;
      await Promise.all(opening);
      await Promise.all(opened.map((scanner) => scanner.stop()));
    },
  };
}
