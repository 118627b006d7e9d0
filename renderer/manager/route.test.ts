import { expect, test } from 'vitest';
import { hrefOf, readRoute } from './route.ts';

test.each([
  ['#/records', { section: 'records', path: [] }],
  ['#/records/ch_1', { section: 'records', path: ['ch_1'] }],
  ['#/records/', { section: 'records', path: [] }],
  ['#/shifts/a%2Fb/x', { section: 'shifts', path: ['a/b', 'x'] }],
  ['#/settings/%zz', { section: 'settings', path: ['%zz'] }],
  ['', null],
  ['#records', null],
  ['#/elsewhere', null],
  ['#ticket=abc', null],
])('%s', (hash, route) => {
  expect(readRoute(hash)).toEqual(route);
});

test('what is written is read again', () => {
  expect(readRoute(hrefOf('refunds', 'a b', '一/二'))).toEqual({ section: 'refunds', path: ['a b', '一/二'] });
});
