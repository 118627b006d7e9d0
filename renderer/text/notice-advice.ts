import type { ScanNotice } from '../../src/contract/view.ts';
import type { Advice, Text } from './text.ts';

/** The plate's words for a refused scan. @param isQrHeld a withdrawn QR of the same sale is why codes are held back */
export function noticeAdvice(text: Text, notice: ScanNotice, isQrHeld = false): Advice {
  if (notice.kind === 'held' && isQrHeld) return text.offer.heldScan;
  return notice.kind === 'foreign_wallet' ? text.notices.foreign_wallet[notice.wallet] : text.notices[notice.kind];
}

/** The plate's words for a command that was not carried out. */
export function refusalAdvice(text: Text, code: string): Advice {
  const { other, ...known } = { qr_stands: text.offer.stands, ...text.refusals, ...text.inquiry.refusals, ...text.cash.refusals };
  if (Object.hasOwn(known, code)) return known[code as keyof typeof known];
  const { troubles, nothingDone } = text.people;
  return Object.hasOwn(troubles, code) && code !== 'other'
    ? { what: troubles[code as Exclude<keyof typeof troubles, 'other'>], next: nothingDone }
    : other(code);
}
