import type { ActView } from '../contract/people.ts';
import type { Act } from '../people/person.ts';
import type { Journal, SlipPage } from '../store/journal.ts';
import { actView } from './people-readings.ts';

/** A busy shop's acts of some weeks; what was done to one thing is done soon after it. */
const MOST_LOOKED_AT = 2_000;
const PAGE = 200;

/** What was done to one thing since it is there, newest first. @param sinceMs wall clock; @param subject its id */
export function actsSince(journal: Journal, sinceMs: number, subject: string): readonly ActView[] {
  const found: ActView[] = [];
  let before: number | null = null;
  for (let seen = 0; seen < MOST_LOOKED_AT; seen += PAGE) {
    const page: SlipPage<Act> = journal.slips('act', before, PAGE);
    for (const { slip } of page.items) {
      if (slip.atMs < sinceMs) return found;
      if (slip.subject === subject) found.push(actView(slip));
    }
    before = page.nextBefore;
    if (before === null) return found;
  }
  return found;
}
