import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { createSparingLog } from './sparing-log.ts';

test('an event that comes over and over is told once a minute, with how often it was not', () => {
  const clock = new HandClock();
  const lines: unknown[] = [];
  const log = createSparingLog({ log: { write: (event, fields) => void lines.push([event, fields]) }, clock });
  for (let i = 0; i < 1000; i++) log.write('till_token_wrong');
  log.write('host_refused', { code: 'foreign_host' });
  clock.advance(60_000);
  log.write('till_token_wrong');
  expect(lines).toEqual([
    ['till_token_wrong', { untold: 0 }],
    ['host_refused', { code: 'foreign_host', untold: 0 }],
    ['till_token_wrong', { untold: 999 }],
  ]);
});
