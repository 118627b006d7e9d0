import { encodePaper } from '../../drivers/printer/escpos.ts';
import { openPrinter } from '../../drivers/printer/open-printer.ts';
import { readLogo } from '../../drivers/printer/png.ts';
import { listUsb } from '../../drivers/printer/usb-wire.ts';
import type { Clock } from '../basics/clock.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import type { PaperParts } from '../office/receipt-desk.ts';
import type { Bitmap } from '../receipt/paper.ts';
import type { Profile } from '../receipt/profile.ts';
import type { PaperLanguage } from '../receipt/text/receipt-text-in.ts';
import type { Press } from '../report/press.ts';
import { openPrintQueue } from '../store/print-queue.ts';

export type OpenPaperParts = {
  readonly config: Pick<Config, 'printers' | 'receipt'>;
  readonly dataDir: string;
  readonly press: Press;
  readonly clock: Clock;
  readonly log: Log;
};

/** The letters that printers for a language are built with. */
const PROFILES: Readonly<Record<PaperLanguage, Profile>> = { 'zh-CN': 'gb18030', en: 'gb18030', ko: 'cp949' };

/** Everything that the configuration prints with. Opens no printer yet. */
export function openPaper({ config, dataDir, press, clock, log }: OpenPaperParts): PaperParts {
  return {
    config: config.receipt,
    printers: config.printers.map((one) => ({ config: one, printer: openPrinter(one, { clock, listUsb }) })),
    logo: logoOf(config.receipt.logo, log),
    queue: openPrintQueue(dataDir),
    makers: {
      pdf: (paper, locale) => press.make({ kind: 'receipt', paper, locale, madeAtMs: clock.wallMs() }),
      escPos: (paper, language) => encodePaper(paper, { profile: PROFILES[language], qr: 'native' }),
    },
  };
}

/** A logo that cannot be read is no reason not to print. */
function logoOf(bytes: Uint8Array | null, log: Log): Bitmap | null {
  if (bytes === null) return null;
  const logo = readLogo(bytes);
  if (logo.ok) return logo.value;
  log.write('logo_refused', { problem: logo.error });
  return null;
}
