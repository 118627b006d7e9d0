import { expect, test } from 'vitest';
import { createLookLine } from './look-line.ts';

const NOTHING = { found: null, ms: 5 };

function line() {
  const begun: string[] = [];
  let newest = 0;
  let looks = 0;
  const feed = createLookLine<number>({
    grab: () => (newest === 0 ? null : newest),
    begin: (picture, region) => void begun.push(`${picture} ${region}`),
    onLook: () => {
      looks += 1;
    },
  });
  return {
    feed,
    begun,
    looks: () => looks,
    picture(number: number) {
      newest = number;
      feed.arrived();
    },
  };
}

test('one picture is under way; of those that come meanwhile only the newest is looked at', () => {
  const { feed, begun, picture } = line();
  for (const number of [1, 2, 3, 4]) picture(number);
  expect(begun).toEqual(['1 middle']);
  feed.looked(NOTHING);
  expect(begun).toEqual(['1 middle', '4 whole']);
});

test('no picture is looked at twice', () => {
  const { feed, begun, picture } = line();
  picture(1);
  feed.looked(NOTHING);
  expect(begun).toEqual(['1 middle']);
  picture(2);
  expect(begun).toEqual(['1 middle', '2 whole']);
});

test('after the stop nothing is begun and nothing is told', () => {
  const { feed, begun, picture, looks } = line();
  picture(1);
  picture(2);
  feed.stop();
  feed.looked(NOTHING);
  picture(3);
  expect([begun, looks()]).toEqual([['1 middle'], 0]);
});

test('a camera without a picture yet does not block the line', () => {
  const { feed, begun, picture } = line();
  feed.arrived();
  picture(1);
  expect(begun).toEqual(['1 middle']);
});
