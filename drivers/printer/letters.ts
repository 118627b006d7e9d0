import iconv from 'iconv-lite';
import { columnsOf } from '../../src/receipt/display-width.ts';
import type { Profile } from '../../src/receipt/profile.ts';

/** What a profile does with letters that are not ASCII. */
type Letters = {
  readonly select: readonly number[]; // bytes that put the printer into this code page
  readonly missing: string; // two columns wide, in place of what cannot be written
  readonly instead: Readonly<Record<string, string>>; // what would misprint, and what to write; two columns wide, as the letter itself
};

/** FS & and FS . : the printer's double-byte letters on and off. ESC t 0: its first single-byte page, CP437. */
const DOUBLE_BYTE = [0x1c, 0x26];
const SINGLE_BYTE = [0x1c, 0x2e, 0x1b, 0x74, 0x00];

const FULL_WIDTH_YUAN = '\uFFE5';

const LETTERS: Readonly<Record<Profile, Letters>> = {
  // U+00A5 is four bytes of GB18030, which most fonts lack; the wide sign is in GB 2312, which all have.
  gb18030: { select: DOUBLE_BYTE, missing: '\u25A1', instead: { '\u00A5': FULL_WIDTH_YUAN, '\u2022': '\u00B7', '\u2212': '\uFF0D' } },
  // Here a backslash prints as won, and U+00A5 does not exist.
  cp949: {
    select: DOUBLE_BYTE,
    missing: '\u25A1',
    instead: { '\u00A5': FULL_WIDTH_YUAN, '\u2022': '\u00B7', '\u2212': '\uFF0D', '\u2014': '\u2015' },
  },
  // Only what every single-byte page has: 0x9D is the yen sign of CP437 and something else in others.
  cp437: {
    select: SINGLE_BYTE,
    missing: '??',
    instead: {
      '\u00A5': 'Y=',
      [FULL_WIDTH_YUAN]: 'Y=',
      '\u00B7': ' .',
      '\u2022': ' *',
      '\u2212': ' -',
      '\u2014': '--',
      '\u2026': '..',
      '\u3000': '  ',
    },
  },
};

/** Pictures of feelings and other signs: GB18030 has a number for each, and no printer a picture. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** The bytes that put a printer into a profile's letters. */
export function selectLetters(profile: Profile): Uint8Array {
  return Uint8Array.from(LETTERS[profile].select);
}

/**
 * Writes a text in a printer's letters. Each character takes as many columns as `columnsOf` says, also where it had to be
 * replaced; what takes none is left out.
 */
export function encodeText(text: string, profile: Profile): Uint8Array {
  const { instead } = LETTERS[profile];
  const pieces: Uint8Array[] = [];
  for (const character of text) {
    if (columnsOf(character) > 0) pieces.push(encodeCharacter(instead[character] ?? character, profile));
  }
  return Buffer.concat(pieces);
}

function encodeCharacter(character: string, profile: Profile): Uint8Array {
  if (/^[ -~]+$/.test(character)) return Buffer.from(character, 'latin1');
  if (profile === 'cp437') return Buffer.from(LETTERS.cp437.missing, 'latin1');
  const bytes = PICTURE.test(character) ? null : iconv.encode(character, profile);
  return bytes && isPrinted(bytes, character, profile) ? bytes : iconv.encode(LETTERS[profile].missing, profile);
}

/** What does not come back was not written; of CP949 printers have the part that is KS X 1001, whose bytes are all from 0xA1 on. */
function isPrinted(bytes: Uint8Array, character: string, profile: 'gb18030' | 'cp949'): boolean {
  return iconv.decode(bytes, profile) === character && (profile === 'gb18030' || bytes.every((byte) => byte >= 0xa1));
}
