/** Modifier bits of a boot keyboard, left and right. Source: HID 1.11, appendix B. */
export const CONTROL = 0b0001_0001;
export const SHIFT = 0b0010_0010;
export const ALT = 0b0100_0100;

/** Keys that write two characters, by usage from 0x2C on: [plain, with Shift]. Source: HID usage tables, page 7, US layout. */
const SIGNS: readonly (readonly [number, string])[] = [
  [0x2c, '  '],
  [0x2d, '-_'],
  [0x2e, '=+'],
  [0x2f, '[{'],
  [0x30, ']}'],
  [0x31, '\\|'],
  [0x33, ';:'],
  [0x34, '\'"'],
  [0x35, '`~'],
  [0x36, ',<'],
  [0x37, '.>'],
  [0x38, '/?'],
];

/** What a key writes. Digits are digits with Shift too: a gun set to the French layout holds Shift for them. */
const KEYS: ReadonlyMap<number, { readonly plain: string; readonly shifted: string }> = new Map([
  ...run(0x04, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  ...run(0x1e, '1234567890'),
  ...SIGNS.flatMap(([usage, [plain = '', shifted = '']]) => run(usage, plain, shifted)),
  ...run(0x28, '\r'), // Enter
  ...run(0x2b, '\t'),
  ...run(0x54, '/*-+\r1234567890.'), // the keypad
]);

/** The character of a key. @param usage on page 7 @param modifiers as bits @returns null for a key that writes nothing */
export function characterOf(usage: number, modifiers: number): string | null {
  const key = KEYS.get(usage);
  if (!key) return null;
  // Guns that end a code by "Ctrl+M" mean CR, as terminals do.
  if (modifiers & CONTROL) return /[a-z]/.test(key.plain) ? String.fromCharCode(key.plain.charCodeAt(0) - 0x60) : null;
  return modifiers & SHIFT ? key.shifted : key.plain;
}

/** The digit of a keypad key, or null. */
export function keypadDigit(usage: number): string | null {
  return usage >= 0x59 && usage <= 0x62 ? characterOf(usage, 0) : null;
}

function run(from: number, plain: string, shifted = plain): readonly (readonly [number, { plain: string; shifted: string }])[] {
  return [...plain].map((character, index) => [from + index, { plain: character, shifted: shifted[index] ?? character }]);
}
