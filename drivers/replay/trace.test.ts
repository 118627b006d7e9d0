import { expect, test } from 'vitest';
import { parseTrace } from './trace.ts';

test('text, bytes and remarks', () => {
  const trace = parseTrace(
    ['# a gun', '', '+0ms "13\\r\\n\\t\\"\\\\\\xE9"  # the first', '+12ms 02 "3" fF', '+5ms unplugged # a foot', '+9ms plugged in'].join(
      '\n',
    ),
  );
  expect(trace).toEqual([
    { kind: 'bytes', afterMs: 0, bytes: Uint8Array.of(0x31, 0x33, 13, 10, 9, 0x22, 0x5c, 0xe9) },
    { kind: 'bytes', afterMs: 12, bytes: Uint8Array.of(2, 0x33, 0xff) },
    { kind: 'unplugged', afterMs: 5 },
    { kind: 'plugged_in', afterMs: 9 },
  ]);
});

test('the same byte many times', () => {
  expect(parseTrace('+0ms 02 00*3 "1"')).toEqual([{ kind: 'bytes', afterMs: 0, bytes: Uint8Array.of(2, 0, 0, 0, 0x31) }]);
});

test.each([
  ['+0ms', 'line 1: not a step'],
  ['\n0ms 31', 'line 2: not a step'],
  ['+0 31', 'line 1: not a step'],
  ['+1.5ms 31', 'line 1: not a step'],
  ['+60001ms 31', 'a pause of more than 60000 ms'],
  ['+0ms 3', 'neither text nor bytes'],
  ['+0ms 00*', 'neither text nor bytes'],
  ['+0ms 00*100', 'neither text nor bytes'],
  ['+0ms 3g', 'neither text nor bytes'],
  ['+0ms 313', 'neither text nor bytes'],
  ['+0ms "1" x', 'neither text nor bytes'],
  ['+0ms "1', 'neither text nor bytes'],
  ['+0ms "\\q"', 'neither text nor bytes'],
  ['+0ms "\\x1"', 'neither text nor bytes'],
  ['+0ms "1""2"', 'neither text nor bytes'],
  ['+0ms ""', 'a step without bytes'],
  ['+0ms "付"', 'a gun sends bytes'],
  ['+0ms plugged in', 'plugged_in while the gun is plugged in'],
  ['+0ms unplugged\n+1ms 31', 'bytes while the gun is unplugged'],
  ['+0ms unplugged\n+1ms unplugged', 'unplugged while the gun is unplugged'],
])('%j is refused: %s', (text, reason) => {
  expect(() => parseTrace(text)).toThrow(reason);
});

test('a recording has an end', () => {
  expect(() => parseTrace('+0ms 31\n'.repeat(10_001))).toThrow('more than 10000 steps');
});
