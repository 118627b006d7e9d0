import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, countDays, createCalendar, type Day, parseDay, weekdayOf } from './calendar.ts';

const day = (text: string) => text as Day;

describe('the store calendar', () => {
  it('reads days that there are', () => {
    expect(parseDay('2026-11-22')).toBe('2026-11-22');
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-11-22', '2026-11-22T', '']) expect(parseDay(text), text).toBeNull();
  });

  it('counts as the calendar does', () => {
    const days = fc
      .date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (text, count) => {
        const later = new Date(Date.parse(text) + count * 86_400_000);
        expect(addDays(day(text), count)).toBe(later.toISOString().slice(0, 10));
        expect(countDays(day(text), addDays(day(text), count))).toBe(count + 1);
        expect(weekdayOf(day(text))).toBe((new Date(text).getUTCDay() + 6) % 7);
      }),
    );
  });

  it.each([
    ['Asia/Shanghai', '2026-11-22', '2026-11-21T16:00:00Z'],
    ['Asia/Seoul', '2026-11-22', '2026-11-21T15:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'], // 23 hours long
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z'], // 25 hours long
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'], // begins at one o'clock
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00Z'],
    ['Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00Z'],
  ])('in %s, %s begins at %s', (zone, text, at) => {
    const calendar = createCalendar(zone);
    expect(new Date(calendar.startMs(day(text))).toISOString()).toBe(at.replace('Z', '.000Z'));
    expect(calendar.dayOf(Date.parse(at))).toBe(text);
    expect(calendar.dayOf(Date.parse(at) - 1)).not.toBe(text);
  });
});
