import type { Arrival, Scan } from './scanner.ts';

/** How a scan came in, for people. Holds nothing that could be paid with. */
export type ScanLook = {
  readonly cells: readonly string[]; // one for each byte: the character, a control character's name, or • where it is kept secret
  readonly length: number; // characters of the text
  readonly symbology: string | null; // AIM identifier, like ]C1
  readonly end: 'cr' | 'lf' | 'crlf' | 'tab' | 'etx' | 'none' | 'whole' | 'unknown'; // none: known by a silence; whole: the device says it
  readonly timing: { readonly totalMs: number; readonly medianGapMs: number; readonly longestGapMs: number } | null;
};

/** ASCII's own names. Source: ECMA-48. */
const CONTROL_NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');

/** How many digits are told at either end, by how many there are. What is short may be a piece of a torn code, so less of it is told. */
const DIGITS_TOLD: readonly { readonly from: number; readonly head: number; readonly tail: number }[] = [
  { from: 16, head: 4, tail: 4 },
  { from: 9, head: 2, tail: 2 },
  { from: 0, head: 1, tail: 0 },
];

/** Letters and digits in one piece, longer than this, may be somebody's token: its ends are told. */
const LONG_WORD = 16;
const WORD_ENDS_TOLD = 4;

const ENDS: Readonly<Record<string, ScanLook['end']>> = { CR: 'cr', LF: 'lf', 'CR LF': 'crlf', TAB: 'tab', ETX: 'etx', '': 'none' };
const AIM_LENGTH = 3;

/**
 * Looks at a scan for people.
 *
 * @param isHarmless the text is known to be worth nothing: all of it is told
 */
export function lookAtScan({ text, arrival }: Pick<Scan, 'text' | 'arrival'>, isHarmless: boolean): ScanLook {
  const characters = arrival?.bytes.length ? arrival.bytes.map((byte) => String.fromCharCode(byte)) : [...text];
  const secret = isHarmless ? new Set<number>() : secretPlaces(characters);
  const symbology = /^\p{Cc}*(\][A-Za-z][0-9A-Za-z])/u.exec(characters.join(''))?.[1] ?? null;
  return {
    cells: characters.map((character, place) => (secret.has(place) ? '•' : nameOf(character))),
    length: characters.filter((character) => !isControl(character)).length - (symbology ? AIM_LENGTH : 0),
    symbology,
    end: arrival ? endOf(characters, arrival.isWhole === true) : 'unknown',
    timing: arrival ? timingOf(arrival) : null,
  };
}

/**
 * Which characters are not told. Digits are counted over the whole scan, whatever stands between them: a code printed in groups or
 * torn by noise is a code all the same.
 */
function secretPlaces(characters: readonly string[]): ReadonlySet<number> {
  const secret = new Set<number>();
  const digits = [...characters.keys()].filter((place) => /\p{Nd}/u.test(characters[place] ?? ''));
  const { head, tail } = DIGITS_TOLD.find(({ from }) => digits.length >= from) ?? { head: 0, tail: 0 };
  for (const place of digits.slice(head, digits.length - tail)) secret.add(place);
  let begin = 0;
  for (let place = 0; place <= characters.length; place += 1) {
    if (/[\p{L}\p{Nd}_-]/u.test(characters[place] ?? '')) continue;
    if (place - begin > LONG_WORD) for (let at = begin + WORD_ENDS_TOLD; at < place - WORD_ENDS_TOLD; at += 1) secret.add(at);
    begin = place + 1;
  }
  return secret;
}

function isControl(character: string): boolean {
  return /\p{Cc}/u.test(character);
}

function nameOf(character: string): string {
  if (!isControl(character)) return character;
  const code = character.charCodeAt(0);
  return CONTROL_NAMES[code] ?? `x${code.toString(16).toUpperCase()}`;
}

/** How the gun ended its code: the control characters at the end, as far as one knows them. */
function endOf(characters: readonly string[], isWhole: boolean): ScanLook['end'] {
  const tail = characters.slice(characters.findLastIndex((character) => !isControl(character)) + 1);
  return isWhole && tail.length === 0 ? 'whole' : (ENDS[tail.map(nameOf).join(' ')] ?? 'unknown');
}

function timingOf({ atMs }: Arrival): ScanLook['timing'] {
  const gaps = atMs.slice(1).map((ms, index) => ms - (atMs[index] ?? 0));
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    totalMs: Math.round(atMs.at(-1) ?? 0),
    medianGapMs: tenths(sorted[Math.floor(sorted.length / 2)] ?? 0),
    longestGapMs: tenths(sorted.at(-1) ?? 0),
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
