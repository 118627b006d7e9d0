import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES, parseRequest } from './parse.ts';
import { SAMPLES } from './sample-messages.ts';
import { sign } from './sign.ts';

const KEY = '192006250b4c09247ec02edce69f6a2d';

function read(xml: string) {
  return parseRequest(Buffer.from(xml));
}

function fieldsOf(xml: string): Record<string, string> | string {
  const parsed = read(xml);
  return parsed.ok ? Object.fromEntries(parsed.value) : parsed.error;
}

describe('sample messages', () => {
  test.each(Object.entries(SAMPLES).filter(([, xml]) => xml.includes('<sign>')))('%s is read and its signature is right', (_name, xml) => {
    const parsed = read(xml);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(sign(parsed.value, KEY, 'HMAC-SHA256')).toBe(parsed.value.get('sign'));
  });
});

describe('reading', () => {
  test('values stay as they were sent: spaces, leading zeros, entities, split CDATA', () => {
    expect(
      fieldsOf('<?xml version="1.0"?>\n<xml> <a> 007 </a><b>&lt;&#25340;&amp;</b><c><![CDATA[x]]]]><![CDATA[>&lt;]]></c><d/></xml>\n'),
    ).toEqual({
      a: ' 007 ',
      b: '<拼&',
      c: 'x]]>&lt;',
      d: '',
    });
  });

  const BAD: readonly [string, string][] = [
    ['truncated', '<xml><a>1</a><b><![CDATA[2'],
    ['text behind the root', '<xml><a>1</a></xml>x'],
    ['two roots', '<xml><a>1</a></xml><xml/>'],
    ['another root', '<root><a>1</a></root>'],
    ['a repeated element', '<xml><a>1</a><a>2</a></xml>'],
    ['nesting', '<xml><a><b>1</b></a></xml>'],
    ['an attribute', '<xml><a q="1">1</a></xml>'],
    ['an attribute of the root', '<xml q="1"><a>1</a></xml>'],
    ['loose text', '<xml>loose<a>1</a></xml>'],
    ['an unknown entity', '<xml><a>&foo;</a></xml>'],
    ['a document type', '<!DOCTYPE xml><xml><a>1</a></xml>'],
    ['an external entity', '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><a>&x;</a></xml>'],
    ['a reserved name', '<xml><__proto__>1</__proto__></xml>'],
    ['a control character', '<xml><a>\u0001</a></xml>'],
    ['a control character by number', '<xml><a>&#1;</a></xml>'],
    ['a processing instruction', '<xml><?php x?><a>1</a></xml>'],
    ['JSON', '{"a":1}'],
    ['more than 64 KiB', `<xml><a>${'x'.repeat(MAX_BODY_BYTES)}</a></xml>`],
  ];
  test.each(BAD)('%s is no message', (_name, xml) => {
    expect(fieldsOf(xml)).toBe('XML_FORMAT_ERROR');
  });

  test('nothing, and bytes that are no UTF-8', () => {
    expect(fieldsOf('')).toBe('POST_DATA_EMPTY');
    expect(parseRequest(Buffer.concat([Buffer.from('<xml><a>'), Buffer.from([0xd6, 0xd0]), Buffer.from('</a></xml>')]))).toEqual({
      ok: false,
      error: 'NOT_UTF8',
    });
  });

  test('deep nesting is refused without harm', () => {
    expect(fieldsOf(`<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`)).toBe('XML_FORMAT_ERROR');
  });
});
