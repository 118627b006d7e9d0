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

test.each([
  ['KeyC', 'end'], // ETX
  ['KeyJ', 'end'], // LF
  ['KeyM', 'end'], // CR
  ['KeyB', 'modifier'], // STX
  ['KeyA', 'modifier'],
  ['Digit1', 'text'], // Control is stuck
])('%s with Control is %s', (code, kind) => {
  expect(readKey({ code, control: true }).kind).toBe(kind);
});

test.each(['Escape', 'F6', 'Backspace', 'Delete', 'ArrowUp', 'Digit10', 'Numpad', 'toString', '__proto__', ''])(
  '%j is sent by no scanner',
  (code) => {
    expect(readKey({ code })).toEqual({ kind: 'other' });
  },
);

test.each([
  ['1', { kind: 'text', text: '1' }],
  ['１', { kind: 'text', text: '1' }],
  ['Enter', { kind: 'end' }],
  ['Process', { kind: 'other' }],
  ['', { kind: 'other' }],
])('a key without a place is read by its name: %s', (key, read) => {
  expect(readKey({ code: '', key })).toEqual(read);
  expect(readKey({ code: 'Unidentified', key })).toEqual(read);
});

test('a key with a place is never read by its name', () => {
  expect(readKey({ code: 'Digit1', key: 'Process' })).toEqual({ kind: 'text', text: '1' });
  expect(readKey({ code: 'Digit1', key: '&' })).toEqual({ kind: 'text', text: '1' });
});
