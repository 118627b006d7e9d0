import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { err, ok, type Result } from '../basics/result.ts';
import type { Fields } from './sign.ts';

/** What is wrong with a body before anything in it is looked at. Source: WeChat Pay v2, error codes of micropay. */
export type BodyFault = 'POST_DATA_EMPTY' | 'NOT_UTF8' | 'XML_FORMAT_ERROR';

/** Larger bodies are refused: the largest legal field, `detail`, has 6000 characters. */
export const MAX_BODY_BYTES = 64 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

// Elements keep their order and CDATA stays apart from text: repeats, nesting and attributes remain visible instead of being merged away.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
});

/** Document types can define entities that read files or fill the memory; control characters are no XML at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /<!DOCTYPE|<!ENTITY|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/i;

/**
 * Reads a request: UTF-8 XML, root `xml`, one flat level of different elements, no attributes, no document type.
 *
 * @returns the elements with their raw values, or what is wrong
 */
export function parseRequest(body: Uint8Array): Result<Fields, BodyFault> {
  if (body.length === 0) return err('POST_DATA_EMPTY');
  if (body.length > MAX_BODY_BYTES) return err('XML_FORMAT_ERROR');
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    return err('NOT_UTF8');
  }
  if (FORBIDDEN.test(text) || XMLValidator.validate(text) !== true) return err('XML_FORMAT_ERROR');
  try {
    return ok(readRoot(parser.parse(text)));
  } catch {
    // The parser throws on reserved names such as __proto__, the readers below on every shape that is no message.
    return err('XML_FORMAT_ERROR');
  }
}

/** One node of the parser's tree: a single name with its children, and `:@` when it has attributes. */
type Node = Readonly<Record<string, readonly Node[]>>;

function readRoot(document: readonly Node[]): Fields {
  const elements = document.filter((node) => !isBlankText(node));
  const root = elements.length === 1 ? elements[0] : undefined;
  if (!root || nameOf(root) !== 'xml') throw new Error('not one root');
  const fields = new Map<string, string>();
  for (const child of root.xml ?? []) {
    if (isBlankText(child)) continue;
    const name = nameOf(child);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || fields.has(name)) throw new Error('not a flat message');
    fields.set(name, (child[name] ?? []).map(readText).join(''));
  }
  return fields;
}

function nameOf(node: Node): string {
  const names = Object.keys(node);
  if (names.length !== 1) throw new Error('attributes');
  return names[0] ?? '';
}

function isBlankText(node: Node): boolean {
  return '#text' in node && /^[ \t\r\n]*$/.test(String(node['#text']));
}

function readText(node: Node): string {
  if ('#cdata' in node) return (node['#cdata'] ?? []).map((part) => String(part['#text'])).join('');
  if ('#text' in node) return String(node['#text']).replace(/&([^;&]*);/g, (_, entity: string) => readEntity(entity));
  throw new Error('nested element');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function readEntity(entity: string): string {
  const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(entity);
  const text = numeric ? String.fromCodePoint(Number.parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10)) : ENTITIES.get(entity);
  if (text === undefined || FORBIDDEN.test(text)) throw new Error('unknown entity');
  return text;
}
