import type { ScannerView } from '../../src/contract/view.ts';

/** What the scanner light says: of all scanners together, since the cashier asks one thing, whether she can scan. */
export type ScannerNews =
  | { readonly kind: 'none' } // none is configured or found; one that types works all the same
  | { readonly kind: 'ready' }
  | { readonly kind: 'some'; readonly ready: number; readonly all: number } // she can scan; somebody should look at the others
  | { readonly kind: 'opening' | 'gone' | 'failed' }; // nothing reads: it is being opened, was pulled out, needs a person

/** A scanner that is being opened is no news while another reads: it is there in a moment, or says why not. */
export function scannerNews(scanners: readonly Pick<ScannerView, 'status'>[]): ScannerNews {
  const count = (status: ScannerView['status']) => scanners.filter((scanner) => scanner.status === status).length;
  const ready = count('ready');
  const gone = count('gone');
  const failed = count('failed');
  if (scanners.length === 0) return { kind: 'none' };
  if (ready > 0) return gone + failed > 0 ? { kind: 'some', ready, all: scanners.length } : { kind: 'ready' };
  if (gone > 0) return { kind: 'gone' };
  return { kind: failed > 0 ? 'failed' : 'opening' };
}
