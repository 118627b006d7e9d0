import type { Cancel, Clock } from '../basics/clock.ts';
import type { Scan } from '../scanner/scanner.ts';

/** A gun that reads twice, or two paths of one gun, repeat a code within this time: no news for the cashier. */
export const ECHO_MS = 3_000;

/**
 * Knows what was no code for us a moment ago, so that the same by a second path of one gun (a USB device that types as well) is not
 * answered aloud a second time. In memory only, and no longer than it matters: it may be another wallet's live code.
 */
export type SecondPath = {
  /** Whether this text was just answered when another device sent it; the same device may well mean it. */
  isEcho(scan: Scan): boolean;
  heard(scan: Scan): void;
};

export function createSecondPath(clock: Clock): SecondPath {
  let last: { readonly text: string; readonly scannerId: string } | null = null;
  let stopWaiting: Cancel = () => {};

  return {
    isEcho: ({ text, scannerId }) => last !== null && last.scannerId !== scannerId && last.text === bare(text),
    heard({ text, scannerId }) {
      stopWaiting();
      last = { text: bare(text), scannerId };
      stopWaiting = clock.after(ECHO_MS, () => {
        last = null;
      });
    },
  };
}

/** What both paths have in common: one may add an AIM prefix or a terminator, and Caps Lock turns letters. */
function bare(text: string): string {
  return text
    .replace(/\p{Cc}/gu, '')
    .replace(/^\][A-Za-z][0-9A-Za-z]/, '')
    .trim()
    .toLowerCase();
}
