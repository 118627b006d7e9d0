import { useSyncExternalStore } from 'react';
import type { Shape } from './order-pages.ts';

/** The same limits as in `page.module.css`. */
const QUERIES: readonly (readonly [query: string, shape: Shape])[] = [
  ['(orientation: portrait)', 'tall'],
  ['(max-aspect-ratio: 3/2)', 'square'],
];

function shapeNow(): Shape {
  return QUERIES.find(([query]) => matchMedia(query).matches)?.[1] ?? 'wide';
}

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** How the page is laid out at its present size. */
export function useShape(): Shape {
  return useSyncExternalStore(onResize, shapeNow);
}
