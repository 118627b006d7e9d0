import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFER_SAMPLES } from './testing/offer-samples.ts';
import { SAMPLES } from './testing/samples.ts';
import { buildXml, MAX_MESSAGE_BYTES, parseXml } from './xml.ts';

const parse = (text: string) => parseXml(Buffer.from(text));

/** The classic: ten entities, each ten of the one before. */
const BOMB = `<!DOCTYPE xml [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]><xml><a>&a9;</a></xml>`;

describe('reading', () => {
  it.each(Object.entries({ ...SAMPLES, ...OFFER_SAMPLES }))('reads the sample message %s', (_, xml) => {
    const parsed = parse(xml);
    expect(parsed.ok && parsed.value.size >= 2).toBe(true);
  });

  it.each([
    ['text in CDATA', '<xml><a><![CDATA[x]]></a></xml>', 'x'],
    ['bare text', '<xml><a>0012</a></xml>', '0012'],
    ['a long number as text', '<xml><a>4200002719202611225550142387</a></xml>', '4200002719202611225550142387'],
    ['spaces at both ends', '<xml><a> x\t</a></xml>', ' x\t'],
    ['an empty element', '<xml><a/></xml>', ''],
    ['an empty CDATA', '<xml><a><![CDATA[]]></a></xml>', ''],
    ['the five named references', '<xml><a>&lt;&gt;&amp;&quot;&apos;</a></xml>', `<>&"'`],
    ['numeric references', '<xml><a>&#20013;&#x6587;&#x1F600;</a></xml>', '中文😀'],
    ['references once, not twice', '<xml><a>&amp;lt;&amp;#38;</a></xml>', '&lt;&#38;'],
    ['no references in CDATA', '<xml><a><![CDATA[&lt;&#38;<b>]]></a></xml>', '&lt;&#38;<b>'],
    ['text and CDATA together', '<xml><a>1<![CDATA[2]]>3</a></xml>', '123'],
    ['a declaration before it', '<?xml version="1.0" encoding="UTF-8"?>\n<xml><a>1</a></xml>\n', '1'],
  ])('%s', (_, xml, value) => {
    expect(parse(xml)).toEqual({ ok: true, value: new Map([['a', value]]) });
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['an HTML page', '<html><body>502 Bad Gateway</body></html>', 'malformed'],
    ['JSON', '{"a":1}', 'malformed'],
    ['a truncated body', '<xml><a>1</a><sign>AB', 'malformed'],
    ['a missing end tag', '<xml><a>1</a>', 'malformed'],
    ['a broken CDATA', '<xml><a><![CDATA[1</a></xml>', 'malformed'],
    ['half a CDATA, which the parser reads from its ninth character on', '<xml><a><![CDATA1234]]></a></xml>', 'malformed'],
    ['text after the root', '<xml><a>1</a></xml>x', 'malformed'],
    ['text before the root', 'x<xml><a>1</a></xml>', 'malformed'],
    ['two roots', '<xml><a>1</a></xml><xml><a>2</a></xml>', 'malformed'],
    ['another root', '<root><a>1</a></root>', 'malformed'],
    ['text between elements', '<xml>x<a>1</a></xml>', 'malformed'],
    ['CDATA between elements', '<xml><![CDATA[x]]><a>1</a></xml>', 'malformed'],
    ['an unknown reference', '<xml><a>&nbsp;</a></xml>', 'malformed'],
    ['a bare ampersand', '<xml><a>a & b</a></xml>', 'malformed'],
    ['a reference to no character', '<xml><a>&#0;</a></xml>', 'malformed'],
    ['a reference to half a character', '<xml><a>&#xD83D;</a></xml>', 'malformed'],
    ['a reference beyond Unicode', '<xml><a>&#x110000;</a></xml>', 'malformed'],
    ['a NUL', '<xml><a>\u0000</a></xml>', 'malformed'],
    ['an element twice', '<xml><sign>A</sign><sign>B</sign></xml>', 'duplicate'],
    ['elements within elements', '<xml><a><b>1</b></a></xml>', 'not_flat'],
    ['an attribute', '<xml><a b="1">1</a></xml>', 'forbidden_markup'],
    ['an attribute of the root', '<xml b="1"><a>1</a></xml>', 'forbidden_markup'],
    ['a document type', '<!DOCTYPE xml><xml><a>1</a></xml>', 'forbidden_markup'],
    ['an outside entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><a>&x;</a></xml>', 'forbidden_markup'],
    ['an entity bomb', BOMB, 'forbidden_markup'],
    ['a processing instruction', '<xml><?php 1 ?><a>1</a></xml>', 'forbidden_markup'],
    ['a declaration after it', '<xml><a>1</a></xml><?xml version="1.0"?>', 'forbidden_markup'],
    ['a comment', '<xml><a>1<!-- 2 --></a></xml>', 'forbidden_markup'],
    ['a name with a dot', '<xml><a.b>1</a.b></xml>', 'bad_name'],
    ['a name with a prefix', '<xml><a:b>1</a:b></xml>', 'bad_name'],
    ['a name that JavaScript knows', '<xml><toString>1</toString></xml>', 'bad_name'],
  ])('refuses %s', (_, xml, kind) => {
    expect(parse(xml)).toEqual({ ok: false, error: kind });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('never makes a field named %s', (name) => {
    expect(parse(`<xml><${name}>1</${name}></xml>`).ok).toBe(false);
  });

  it('reads another root only where one is expected', () => {
    const root = Buffer.from('<root><a>1</a></root>');
    expect(parseXml(root, 'root')).toEqual({ ok: true, value: new Map([['a', '1']]) });
    expect(parseXml(Buffer.from('<xml><a>1</a></xml>'), 'root')).toEqual({ ok: false, error: 'malformed' });
  });

  it('refuses what is not UTF-8', () => {
    expect(parseXml(Buffer.from([0x3c, 0x78, 0xff, 0x3e]))).toEqual({ ok: false, error: 'not_utf8' });
  });

  it('reads a message of the largest size and none beyond', () => {
    const frame = '<xml><a></a></xml>'.length;
    const message = (bytes: number) => `<xml><a>${'x'.repeat(bytes - frame)}</a></xml>`;
    expect(parse(message(MAX_MESSAGE_BYTES)).ok).toBe(true);
    expect(parse(message(MAX_MESSAGE_BYTES + 1))).toEqual({ ok: false, error: 'too_large' });
  });

  it('costs no memory to speak of for a bomb or 64 MB', () => {
    const huge = Buffer.alloc(64 * 1024 * 1024, '<xml><a>');
    const before = process.memoryUsage().heapUsed;
    expect(parseXml(huge)).toEqual({ ok: false, error: 'too_large' });
    expect(parse(BOMB).ok).toBe(false);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * 1024 * 1024);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/).filter((text) => text !== 'constructor' && text !== 'prototype');
// A carriage return is the one character XML itself does not bring back.
const value = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ''));

describe('round trip', () => {
  it('brings back what was built, whatever the values', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([field]) => field, maxLength: 8 }), (pairs) => {
        const fields = new Map(pairs.filter(([field, text]) => !FORBIDDEN_WITHIN.test(text) && field !== 'total_fee'));
        expect(parse(buildXml(fields))).toEqual({ ok: true, value: fields });
      }),
    );
  });

  it.each([']]>', 'a]]>b]]>', ']]', '<b>&amp;', ' '])('keeps %j', (text) => {
    expect(parse(buildXml(new Map([['a', text]])))).toEqual({ ok: true, value: new Map([['a', text]]) });
  });

  it('never throws, whatever arrives', () => {
    const fragment = fc.oneof(
      fc.constantFrom(
        '<xml>',
        '</xml>',
        '<a>',
        '</a>',
        '<![CDATA[',
        ']]>',
        '&',
        '&#',
        ';',
        '<!',
        '<?xml ',
        '?>',
        '--',
        '<',
        '>',
        '"',
        '\u0000',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
        expect(typeof parse(parts.join('')).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof parseXml(bytes).ok === 'boolean'));
  });
});

const FORBIDDEN_WITHIN = /<[!?]/;
