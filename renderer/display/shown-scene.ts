import type { DisplayView, Scene } from '../../src/contract/display.ts';

/** How long an end stays before the page is idle again, when no other sale comes sooner: paid is looked at, a reason is read. */
const END_SHOWN_MS = { paid: 12_000, not_paid: 8_000 } as const;

/** A lost line is told after this: what breaks and comes back at once need not be seen. Money is not shown longer than that. */
export const LOST_AFTER_MS = 1_500;

/** What the page knows of its terminal, on its monotonic clock. */
export type Seen = {
  readonly view: DisplayView;
  readonly receivedMs: number; // the durations of the scene were true then
  readonly sinceMs: number; // this kind of scene of this sale was first seen then
};

/** Takes in a view: what is shown already goes on from where it began, whatever else the view brings. */
export function nextSeen(before: Seen | null, view: DisplayView, receivedMs: number): Seen {
  const isSame = before !== null && before.view.sceneId === view.sceneId && before.view.scene.kind === view.scene.kind;
  return { view, receivedMs, sinceMs: isSame ? before.sinceMs : receivedMs };
}

/** What is on the page now: an end has left by itself, and a QR whose time is over cannot be scanned any more. */
export function sceneAt({ view, receivedMs, sinceMs }: Seen, nowMs: number): Scene {
  const { scene } = view;
  if ((scene.kind === 'paid' || scene.kind === 'not_paid') && nowMs - sinceMs >= END_SHOWN_MS[scene.kind]) return { kind: 'idle' };
  if (scene.kind === 'scan_qr' && nowMs - receivedMs >= scene.endsInMs)
    return { kind: 'working', amount: scene.amount, currency: scene.currency };
  return scene;
}

/** When the page changes without a word from the terminal, on its own clock; null: not by itself. */
export function changesAt({ view: { scene }, receivedMs, sinceMs }: Seen): number | null {
  if (scene.kind === 'paid' || scene.kind === 'not_paid') return sinceMs + END_SHOWN_MS[scene.kind];
  return scene.kind === 'scan_qr' ? receivedMs + scene.endsInMs : null;
}
