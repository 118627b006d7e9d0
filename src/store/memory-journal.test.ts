import { describe, expect, it } from 'vitest';
import { changed, chargeId, created, PAID } from './entries.ts';
import { memoryJournal } from './memory-journal.ts';

describe('the disk of the in-memory journal', () => {
  it('an image is what was there at its moment', () => {
    const journal = memoryJournal();
    journal.append([created(1)]);
    const image = journal.image();
    journal.append([changed(1, PAID)]);

    const afterCrash = memoryJournal(image);
    expect(afterCrash.charge(chargeId(1))?.state.status).toBe('awaiting_code');
    afterCrash.append([created(2)]);
    expect(journal.charge(chargeId(2))).toBeNull();
  });

  it('a full disk fails as often as asked and keeps nothing meanwhile', () => {
    const journal = memoryJournal();
    journal.failNext(2);
    expect(() => journal.append([created(1)])).toThrow('full');
    expect(() => journal.append([created(1)])).toThrow('full');
    expect(journal.image()).toEqual([]);
    expect(journal.append([created(1)])).toBe(1);
  });
});
