import type { Journal, Span } from '../store/journal.ts';
import type { SlipKind, SlipOf } from '../store/slip.ts';
import type { WalkParts } from './ledger-walk.ts';

/** Slips of one look: about two milliseconds. */
const SLICE = 50;
const PAUSE_MS = 1;

/** Slips of a kind whose own time is within a span, newest first, slice by slice. @param atMs a slip's own time */
export async function* walkSlips<Kind extends SlipKind>(
  { journal, clock, isStopped }: Pick<WalkParts, 'clock' | 'isStopped'> & { readonly journal: Pick<Journal, 'slips'> },
  kind: Kind,
  { fromMs, toMs }: Span,
  atMs: (slip: SlipOf<Kind>) => number,
): AsyncGenerator<readonly SlipOf<Kind>[]> {
  for (let before: number | null = null; !isStopped(); ) {
    const page: { readonly items: readonly { readonly slip: SlipOf<Kind> }[]; readonly nextBefore: number | null } = journal.slips(
      kind,
      before,
      SLICE,
    );
    yield page.items.map(({ slip }) => slip).filter((slip) => atMs(slip) >= fromMs && atMs(slip) < toMs);
    if (page.nextBefore === null) return;
    before = page.nextBefore;
    await new Promise<void>((resolve) => clock.after(PAUSE_MS, resolve));
  }
}
