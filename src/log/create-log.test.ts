import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { CATALOGUE, COMMON_FIELDS } from './catalogue.ts';
import { createLog } from './create-log.ts';

function logging(json = true) {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line), json, clock: new HandClock(Date.UTC(2026, 10, 22, 2, 3, 4)) });
  return { log, lines };
}

/** What the reason of a failed window looks like in the log. */
function told(reason: string, secrets: readonly string[] = []): string {
  const { log, lines } = logging();
  for (const secret of secrets) log.redact(secret);
  log.write('window_failed', { reason });
  return JSON.parse(lines[0] ?? '').reason;
}

describe('a line', () => {
  it('is JSON for programs', () => {
    const { log, lines } = logging();
    log.write('charge_changed', { orderNo: 'T01A', status: 'paid', cause: null });
    expect(lines).toEqual([
      '{"at":"2026-11-22T02:03:04.000Z","level":"info","event":"charge_changed","orderNo":"T01A","status":"paid","cause":null}\n',
    ]);
  });

  it('is readable for people, with the meaning when something is wrong', () => {
    const { log, lines } = logging(false);
    log.write('charge_changed', { orderNo: 'T01A', status: 'paid' });
    log.write('clock_drift', { ms: 86_400_000 });
    log.write('window_failed', { reason: 'no display\nfound' });
    expect(lines[0]).toBe('02:03:04 info  charge_changed orderNo=T01A status=paid\n');
    expect(lines[1]).toMatch(/^02:03:04 warn {2}clock_drift ms=86400000 \(This machine`s clock.*\)\n$/);
    expect(lines[2]).toContain('reason="no display found"');
  });

  it.each([true, false])('stays one line and of bounded length, whatever is in it (json: %s)', (json) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (reason) => {
        const { log, lines } = logging(json);
        log.write('window_failed', { reason });
        expect(lines).toHaveLength(1);
        expect(lines[0]?.match(/[\p{Cc}\u2028\u2029]/gu)).toEqual(['\n']);
        expect(lines[0]?.length).toBeLessThan(2_000);
      }),
    );
  });
});

describe('what the catalogue does not know', () => {
  it('an event is dropped and counted', () => {
    const { log, lines } = logging();
    for (let times = 0; times < 100; times += 1) log.write('toString', { message: 'x' });
    expect(lines.map((line) => JSON.parse(line).count)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(lines[0]).toContain('"name":"toString"');
  });

  it('a field is dropped and counted, the rest is told', () => {
    const { log, lines } = logging();
    log.write('scan_refused', { kind: 'link', text: 'https://example' });
    expect(lines[0]).toContain('"kind":"link"}');
    expect(lines[1]).toContain('"event":"log_dropped","name":"scan_refused","field":"text","count":1');
    expect(lines.join('')).not.toContain('example');
  });

  it('an object that slipped past the types is only named', () => {
    const { log, lines } = logging();
    log.write('unexpected_error', { message: { authCode: '134567890123456789' } as unknown as string });
    expect(lines[0]).toContain('"message":"(object)"');
  });
});

describe('secrets', () => {
  it.each([
    ['134567890123456789', '1345••••••••••6789'],
    ['code=134567890123456789;', 'code=1345••••••••••6789;'],
    ['{"authCode":"134567890123456789"}', '{"authCode":"1345••••••••••6789"}'],
    ['x134567890123456789y', 'x1345••••••••••6789y'],
    ['１３４５６７８９０１２３４５６７８９', '1345••••••••••6789'],
    ['2876543210123456', '2876••••••••3456'],
    ['6212345678901234567', '6212•••••••••••4567'],
    ['13 45 67 89 01 23 45 67 89', '••••'],
    ['5: 1345-6789-0123-4567-89 end', '5: •••• end'],
    ['7 1345 6789 0123 4567 89', '••••'],
  ])('a payment code in %j is masked', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    '4200001234202611220000000001', // a transaction id
    '1345678901234567890123456789', // 28 digits are no code
    'T01261122093015ABCDEFGH',
    '2026-11-22 09:30:15.123',
    '12345678',
  ])('%s passes', (text) => {
    expect(told(text)).toBe(text);
  });

  it('what was registered is masked, one within another too', () => {
    expect(told('key=abcdef0123, token=abcd', ['abcd', 'abcdef0123'])).toBe('key=••••, token=••••');
  });

  it('a secret of three letters would blot out words, so it is not looked for', () => {
    expect(told('the cat sat', ['cat'])).toBe('the cat sat');
  });

  it('no payment code ever appears in a line, in whatever field of whatever event it was hidden', () => {
    const code = fc.tuple(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/)).map(([prefix, rest]) => `${prefix}${rest}`);
    const padding = fc.string({ unit: 'binary', maxLength: 400 }).map((text) => text.replace(/\p{Nd}/gu, ' '));
    const wrap = fc.constantFrom<(text: string) => string | number>(
      (text) => text,
      (text) => JSON.stringify({ nested: { deep: [text] } }),
      (text) => encodeURIComponent(text),
      (text) => Number(text),
    );
    const place = fc.constantFrom(
      ...Object.entries(CATALOGUE).flatMap(([event, { fields }]) => [...fields, 'unknown_field'].map((field) => ({ event, field }))),
    );
    fc.assert(
      fc.property(code, padding, padding, wrap, place, fc.boolean(), (digits, before, after, wrapped, { event, field }, json) => {
        const { log, lines } = logging(json);
        log.write(event, { [field]: wrapped(digits) });
        log.write(event, { [field]: `${before}${digits}${after}` });
        log.write(`${before}${digits}`, {});
        log.write(event, { [digits]: 1 });
        const output = lines.join('');
        expect(output).not.toContain(digits);
        expect(output).not.toContain(digits.slice(0, 15));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the catalogue', () => {
  it('no field hides the parts of a line', () => {
    const names = Object.values(CATALOGUE).flatMap(({ fields }) => fields);
    expect([...names, ...COMMON_FIELDS].filter((name) => ['at', 'level', 'event'].includes(name))).toEqual([]);
  });

  it('knows every event that the program writes by its name', () => {
    const root = new URL('../..', import.meta.url).pathname;
    const sources = ['src', 'drivers', 'electron'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => readFileSync(join(root, room, name), 'utf8')),
    );
    const written = new Set(
      sources.flatMap((text) => [...text.matchAll(/\blog\??\.write\(\s*'([^']+)'/g)].map(([, event]) => event ?? '')),
    );
    expect(written.size).toBeGreaterThan(10);
    expect([...written].filter((event) => !(event in CATALOGUE))).toEqual([]);
  });
});
