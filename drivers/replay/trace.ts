import { assert } from '../../src/basics/assert.ts';

/** One thing a gun did. */
export type TraceStep =
  | { readonly kind: 'bytes'; readonly afterMs: number; readonly bytes: Uint8Array }
  | { readonly kind: 'unplugged' | 'plugged_in'; readonly afterMs: number };

/** What a gun did, in order; each step's time counts from the one before it. */
export type Trace = readonly TraceStep[];

/** A recording is one scene at the counter, not a day: longer pauses and more steps are a slip of the pen. */
const LONGEST_PAUSE_MS = 60_000;
const MAX_STEPS = 10_000;

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '"': '"', '\\': '\\' };

/**
 * Reads a recorded trace. One step a line, `#` begins a remark:
 *
 * ```
 * +0ms "134567890123456789\r\n"    text, with \r \n \t \" \\ \xHH
 * +12ms 02 31 33 34                bytes in hexadecimal, both kinds may stand together
 * +8ms 02 03 "134" 00*59           the same byte many times
 * +800ms unplugged
 * +1500ms plugged in
 * ```
 *
 * Throws on anything else, naming the line: a fixture that is half understood tests something else than it says.
 */
export function parseTrace(text: string): Trace {
  const steps = text.split(/\r?\n/).flatMap((line, index) => readLine(line, index + 1));
  assert(steps.length <= MAX_STEPS, `trace: more than ${MAX_STEPS} steps`);
  let isPlugged = true;
  for (const { kind } of steps) {
    assert(kind === 'plugged_in' ? !isPlugged : isPlugged, `trace: ${kind} while the gun is ${isPlugged ? 'plugged in' : 'unplugged'}`);
    isPlugged = kind !== 'unplugged';
  }
  return steps;
}

function readLine(line: string, number: number): readonly TraceStep[] {
  if (/^\s*(?:#.*)?$/.test(line)) return [];
  const match = /^\+(\d{1,6})ms\s+(\S.*)$/.exec(line);
  assert(match, `trace, line ${number}: not a step`);
  const afterMs = Number(match[1]);
  assert(afterMs <= LONGEST_PAUSE_MS, `trace, line ${number}: a pause of more than ${LONGEST_PAUSE_MS} ms`);
  const what = (match[2] ?? '').trim();
  const cable = /^(unplugged|plugged in)(?:\s+#.*)?$/.exec(what)?.[1];
  if (cable) return [{ kind: cable === 'unplugged' ? 'unplugged' : 'plugged_in', afterMs }];
  return [{ kind: 'bytes', afterMs, bytes: readBytes(what, number) }];
}

/** Text and hexadecimal bytes in any order, separated by blanks; a remark ends them. */
function readBytes(what: string, number: number): Uint8Array {
  const token = /\s*(?:"((?:[^"\\]|\\[rnt"\\]|\\x[0-9a-fA-F]{2})*)"|([0-9a-fA-F]{2})(?:\*(\d{1,2}))?|#.*)(?=\s|$)/y;
  const bytes: number[] = [];
  while (token.lastIndex < what.length) {
    const match = token.exec(what);
    assert(match, `trace, line ${number}: neither text nor bytes`);
    const [, quoted, hex, times = '1'] = match;
    if (hex !== undefined) bytes.push(...Array<number>(Number(times)).fill(Number.parseInt(hex, 16)));
    if (quoted !== undefined) bytes.push(...latin1(readEscapes(quoted), number));
  }
  assert(bytes.length > 0, `trace, line ${number}: a step without bytes`);
  return Uint8Array.from(bytes);
}

function readEscapes(quoted: string): string {
  return quoted.replace(/\\(?:x(..)|(.))/g, (_all, hex: string | undefined, letter: string) =>
    hex === undefined ? (ESCAPES[letter] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function latin1(text: string, number: number): readonly number[] {
  return [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    assert(code <= 0xff, `trace, line ${number}: a gun sends bytes, write this one as they are`);
    return code;
  });
}
