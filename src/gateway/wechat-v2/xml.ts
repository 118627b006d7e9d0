import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { err, ok, type Result } from '../../basics/result.ts';
import type { Fields } from './sign.ts';

/** No message of the acquirer's comes near; larger ones are not looked at. Source: the advice after CVE-2018-13439. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Why a message is not read. None of them says anything about money. */
export type Unreadable =
  | 'too_large'
  | 'not_utf8'
  | 'forbidden_markup' // document type, entity, comment, processing instruction, attribute
  | 'malformed' // truncated, two roots, text around the root, an unknown reference
  | 'not_flat' // elements within elements
  | 'bad_name'
  | 'duplicate'; // one name twice: which of them was signed is anybody's guess

/** Names that mean something to JavaScript are nobody's field. */
const FIELD_NAME = /^(?!__|(?:constructor|prototype)$)[A-Za-z_][A-Za-z0-9_]{0,63}$/;
/** Nobody's answer needs these, so even their letters within a value are refused. The declaration may stand at the very start alone. */
const FORBIDDEN = /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION|--)|(?!^)<\?|^<\?(?!xml\s)/i;
/** The parser takes whatever begins so for CDATA, and its content from nine characters on. */
const HALF_CDATA = /<!\[(?!CDATA\[)/;
/** Characters XML 1.0 has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NO_XML_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Integers of our requests, digits by their type. */
const BARE: ReadonlySet<string> = new Set(['total_fee']);

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

type Node = { readonly [name: string]: unknown };

/**
 * Reads one message: `<xml>` with one flat level of elements. Stricter than its parser, which forgives
 * truncation, leftovers and repeated elements. Values stay text, untrimmed, references decoded once.
 *
 * @param root its outermost element; `root` within what a refund report has sealed
 */
export function parseXml(bytes: Uint8Array, root: 'xml' | 'root' = 'xml'): Result<Fields, Unreadable> {
  if (bytes.byteLength > MAX_MESSAGE_BYTES) return err('too_large');
  const text = decode(bytes);
  if (text === null) return err('not_utf8');
  if (FORBIDDEN.test(text)) return err('forbidden_markup');
  if (HALF_CDATA.test(text) || NO_XML_CHARACTER.test(text)) return err('malformed');
  try {
    if (XMLValidator.validate(text) !== true) return err('malformed');
    return readRoot(createParser().parse(text), root);
  } catch {
    return err('malformed'); // whatever the parser objects to, the message is unreadable
  }
}

/** Writes one message: amounts bare, text in CDATA. Names are ours and not checked. */
export function buildXml(fields: Fields): string {
  const elements = [...fields].map(([name, value]) => `<${name}>${BARE.has(name) ? value : quote(value)}</${name}>`);
  return `<xml>${elements.join('')}</xml>`;
}

function quote(value: string): string {
  return `<![CDATA[${withinCdata(value)}]]>`;
}

/** A text as it stands within CDATA. */
export function withinCdata(value: string): string {
  return value.replaceAll(']]>', ']]]]><![CDATA[>');
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function createParser(): XMLParser {
  return new XMLParser({
    preserveOrder: true, // keeps what an object would swallow: repeats, text between elements
    textNodeName: TEXT,
    cdataPropName: CDATA, // told apart, because references mean nothing within CDATA
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false, // digits are text
    trimValues: false,
    processEntities: false, // decoded here, once, and nothing but XML's own
  });
}

function readRoot(nodes: readonly Node[], name: string): Result<Fields, Unreadable> {
  const elements = nodes.filter((node) => !isBlank(node) && !('?xml' in node));
  const root = elements[0];
  const content = root?.[name];
  if (elements.length !== 1 || !root || !Array.isArray(content)) return err('malformed');
  if (ATTRIBUTES in root) return err('forbidden_markup');
  return readFields(content);
}

function readFields(nodes: readonly Node[]): Result<Fields, Unreadable> {
  const fields = new Map<string, string>();
  for (const node of nodes) {
    if (isBlank(node)) continue;
    const [name] = Object.keys(node);
    if (name === undefined || name === TEXT || name === CDATA) return err('malformed');
    if (ATTRIBUTES in node) return err('forbidden_markup');
    if (!FIELD_NAME.test(name)) return err('bad_name');
    if (fields.has(name)) return err('duplicate');
    const value = readValue(node[name] as readonly Node[]);
    if (!value.ok) return value;
    fields.set(name, value.value);
  }
  return ok(fields);
}

function readValue(nodes: readonly Node[]): Result<string, Unreadable> {
  let value = '';
  for (const node of nodes) {
    if (TEXT in node) {
      const text = decodeReferences(String(node[TEXT]));
      if (text === null) return err('malformed');
      value += text;
    } else if (CDATA in node) {
      value += (node[CDATA] as readonly Node[]).map((part) => String(part[TEXT])).join('');
    } else return err('not_flat');
  }
  return ok(value);
}

/** @returns null when an ampersand begins nothing that XML knows without a document type */
function decodeReferences(text: string): string | null {
  if (text.replace(REFERENCE, '').includes('&')) return null;
  const points = (decimal?: string, hex?: string) => (decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16));
  const decoded = text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) =>
    name ? (NAMED[name] as string) : character(points(decimal, hex)),
  );
  return NO_XML_CHARACTER.test(decoded) ? null : decoded;
}

/** A number that names no character becomes one that is refused. */
function character(point: number): string {
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? '\u0000' : String.fromCodePoint(point);
}

function isBlank(node: Node): boolean {
  return TEXT in node && /^[ \t\r\n]*$/.test(String(node[TEXT]));
}
