import { expect, test } from 'vitest';
import { readKey } from './keys.ts';

test.each([
  ['Digit0', false, '0'],
  ['Digit7', true, '7'], // Shift is stuck, or the layout is French
  ['Numpad5', false, '5'],
  ['KeyA', false, 'a'],
  ['KeyA', true, 'A'],
  ['Semicolon', true, ':'],
  ['Slash', false, '/'],
  ['NumpadDecimal', false, '.'],
  ['NumpadAdd', false, '+'],
  ['Space', false, ' '],
])('%s (shift %s) is the text %j', (code, shift, text) => {
  expect(readKey({ code, shift })).toEqual({ kind: 'text', text });
});

test.each(['Enter', 'NumpadEnter', 'Tab'])('%s ends a scan', (code) => {
  expect(readKey({ code })).toEqual({ kind: 'end' });
});

test.each(['ShiftLeft', 'CapsLock', 'ControlRight', 'NumLock'])('%s means nothing alone', (code) => {
  expect(readKey({ code })).toEqual({ kind: 'modifier' });
});

test.each(['Escape', 'F6', 'Backspace', 'Delete', 'ArrowUp', 'Digit10', 'Numpad', 'toString', '__proto__', ''])(
  '%j is sent by no scanner',
  (code) => {
    expect(readKey({ code })).toEqual({ kind: 'other' });
  },
);
