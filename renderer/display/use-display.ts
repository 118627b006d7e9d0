import { useEffect, useReducer, useState } from 'react';
import type { DisplayView } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';
import type { Watched } from '../client/channel.ts';
import { displayTextIn } from '../text/display/catalogue.ts';
import type { DisplayClient } from './display-client.ts';
import { LOST_AFTER_MS, nextSeen, type Seen } from './shown-scene.ts';

/** What the page holds of its terminal. `lostMs`: without a line since then, on the page's clock. */
type Held = { readonly seen: Seen | null; readonly lostMs: number | null };

function nextHeld({ seen, lostMs }: Held, news: Watched<DisplayView>): Held {
  if (news.kind === 'view') return { seen: nextSeen(seen, news.view, news.receivedMs), lostMs: null };
  return { seen, lostMs: lostMs ?? performance.now() };
}

/**
 * Watches the terminal. `isLost`: nothing that was seen may be shown any more, least of all money.
 * @param onRefused the host does not know this page (any more)
 */
export function useDisplay(client: DisplayClient, onRefused: () => void): { readonly seen: Seen | null; readonly isLost: boolean } {
  const [held, tell] = useReducer(nextHeld, null, () => ({ seen: null, lostMs: performance.now() }));
  useEffect(() => client.watch((news) => (news.kind === 'refused' ? onRefused() : tell(news))), [client, onRefused]);
  useRedrawAt(held.lostMs === null ? null : held.lostMs + LOST_AFTER_MS);
  return { seen: held.seen, isLost: held.lostMs !== null && performance.now() - held.lostMs >= LOST_AFTER_MS };
}

/** Draws once more at a moment of the page's clock; null: never. */
export function useRedrawAt(atMs: number | null): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (atMs === null) return;
    const leftMs = atMs - performance.now();
    if (leftMs <= 0) return;
    const timer = setTimeout(redraw, leftMs + LATE_MS);
    return () => clearTimeout(timer);
  }, [atMs]);
}

/** A little late on purpose: a timer that comes early would draw the same once more and then no more. */
const LATE_MS = 8;

/** A second touch meant for the screen before does nothing on this one. */
const GUARD_MS = 400;

/** @returns whether touches count: not at once after `screen` has changed */
export function useTouchGuard(screen: string): () => boolean {
  const [guard, setGuard] = useState(() => ({ screen, sinceMs: performance.now() }));
  if (guard.screen !== screen) setGuard({ screen, sinceMs: performance.now() });
  return () => performance.now() - guard.sinceMs >= GUARD_MS;
}

/** The whole document speaks the page's language. */
export function useDocument(locale: Locale): void {
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = displayTextIn(locale).title;
  }, [locale]);
}
