import type { Span } from './journal.ts';

/** Whether a moment is of a span. */
export function isWithin({ fromMs, toMs }: Span, ms: number): boolean {
  return ms >= fromMs && ms < toMs;
}
