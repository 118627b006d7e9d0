import type { Cancel } from '../../src/basics/clock.ts';
import type { ScanNotice } from '../../src/contract/view.ts';

/** A plate is read by then. */
const PLATE_MS = 6_000;

/** A short word about something that was not done. */
export type PlateNews = { readonly kind: 'scan'; readonly notice: ScanNotice } | { readonly kind: 'command'; readonly code: string };

/** The newest of them, until it is read. */
export type PlateOf = { tell(news: PlateNews): void; news(): PlateNews | null };

/** @param changed told when there is another, or none any more */
export function createPlate(after: (delayMs: number, callback: () => void) => Cancel, changed: () => void): PlateOf {
  let shown: PlateNews | null = null;
  let stop: Cancel = () => undefined;

  function show(news: PlateNews | null): void {
    stop();
    shown = news;
    if (news) stop = after(PLATE_MS, () => show(null));
    changed();
  }

  return { tell: show, news: () => shown };
}
