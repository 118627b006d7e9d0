import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { assert } from '../../basics/assert.ts';
import type { BillDate, BillOutcome, BillRows, ReadBill } from '../bill.ts';
import type { FileExchange, Transport } from '../transport/transport.ts';
import { plainSentence } from '../words.ts';
import { billFailure } from './bill-answer.ts';
import { createBillParser } from './bill-parser.ts';
import { requestBody, type Terms } from './requests.ts';
import type { FilePath } from './wire.ts';
import { MAX_MESSAGE_BYTES, parseXml } from './xml.ts';

export const BILL_PATH: FilePath = '/pay/downloadbill';
/** Nobody's day comes near: six million payments. */
export const MAX_BILL_BYTES = 2 * 1024 ** 3;
/** Larger ones are a little quicker, and lie about in the memory until V8 looks: of a million lines 85 to 100 MB, instead of 71. */
const BLOCK_BYTES = 32 * 1024;

/** What the log hears: the outcome alone does not say why. */
export type Complain = (
  event: 'gateway_no_answer' | 'gateway_refused' | 'gateway_bill_malformed',
  fields: { readonly why: string; readonly date: BillDate; readonly line?: number },
) => void;

export type BillCallParts = {
  readonly terms: Terms;
  readonly transport: Pick<Transport, 'download'>;
  readonly complain: Complain;
  /** Hears how each request ended, for the line's sake. */
  readonly hear: (exchange: FileExchange) => void;
};

/** One bill on its way. */
type Reading = {
  readonly date: BillDate;
  readonly take: (rows: BillRows) => void | Promise<void>;
  readonly brokenOff: () => string | null;
  readonly complain: Complain;
};

/**
 * Makes the call that reads a day's bill: asked for packed, unpacked and read block by block, no more of it held than one. What
 * is answered is told apart by how it begins: gzip, a message instead of a bill, or plain text.
 *
 * Source: WeChat Pay v2, download bill.
 */
export function billCall({ terms, transport, complain, hear }: BillCallParts): ReadBill {
  return async (date, take) => {
    const exchange = await transport.download(BILL_PATH, billBody(date, terms));
    hear(exchange);
    const answered = exchange.kind === 'answered';
    const reading: Reading = { date, take, complain, brokenOff: answered ? exchange.brokenOff : () => exchange.reason };
    if (!answered) return noAnswer(reading, exchange.reason);
    try {
      return await read(exchange.pieces, reading);
    } finally {
      exchange.drop(); // who unpacks may wait for a piece that never comes
    }
  };
}

async function read(answer: AsyncIterable<Uint8Array>, reading: Reading): Promise<BillOutcome> {
  const pieces = await begin(answer);
  if (pieces === null) return noAnswer(reading, 'empty');
  return beginsMessage(pieces.first) ? readMessage(pieces, reading) : readText(pieces, reading);
}

function billBody(date: BillDate, terms: Terms): string {
  assert(/^\d{4}-\d\d-\d\d$/.test(date), `not a day: ${date}`);
  const fields: [string, string][] = [
    ['bill_date', date.replaceAll('-', '')],
    ['bill_type', 'ALL'],
    ['tar_type', 'GZIP'],
  ];
  return requestBody(fields, { ...terms, identity: { ...terms.identity, subAppId: null } });
}

async function readMessage({ all }: Pieces, reading: Reading): Promise<BillOutcome> {
  const message: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of all) {
      message.push(piece);
      bytes += piece.length;
      if (bytes > MAX_MESSAGE_BYTES) break;
    }
  } catch {
    return noAnswer(reading, 'broken_off');
  }
  const fields = parseXml(Buffer.concat(message));
  if (!fields.ok) return noAnswer(reading, fields.error);
  const outcome = billFailure(fields.value);
  const why = plainSentence(fields.value.get('return_msg') ?? '');
  if (outcome.kind === 'unknown') reading.complain('gateway_refused', { date: reading.date, why });
  return outcome;
}

async function readText(pieces: Pieces, reading: Reading): Promise<BillOutcome> {
  const parser = createBillParser();
  const gzip = beginsGzip(pieces.first) ? unpack(pieces.all) : null;
  let isTaking = false;
  let bytes = 0;
  try {
    for await (const block of gzip?.blocks ?? pieces.all) {
      bytes += block.length;
      if (bytes > MAX_BILL_BYTES) return malformed(reading, parser.line(), 'is too large');
      parser.push(block);
      isTaking = true;
      for (let rows = parser.rows(); rows; rows = parser.rows()) {
        const held = reading.take(rows);
        if (held) await held;
      }
      isTaking = false;
      if (parser.hasFailed()) break;
    }
  } catch (cause) {
    if (isTaking) throw cause;
    return reading.brokenOff() === null ? malformed(reading, parser.line(), 'gzip is damaged') : noAnswer(reading, 'broken_off');
  }
  const end = parser.end();
  if (end.kind === 'malformed') return malformed(reading, end.line, end.why);
  return gzip?.isAll() === false ? malformed(reading, parser.line(), 'gzip is damaged') : end;
}

/** @param fallback the reason, where the exchange itself knows none */
function noAnswer({ date, complain, brokenOff }: Reading, fallback: string): BillOutcome {
  complain('gateway_no_answer', { date, why: brokenOff() ?? fallback });
  return { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
}

function malformed({ date, complain }: Reading, line: number, why: string): BillOutcome {
  complain('gateway_bill_malformed', { date, line, why });
  return { kind: 'malformed', line, why };
}

type Pieces = { readonly first: Uint8Array; readonly all: AsyncIterable<Uint8Array> };

/** Waits for the first byte. @returns null when none came */
async function begin(pieces: AsyncIterable<Uint8Array>): Promise<Pieces | null> {
  const rest = pieces[Symbol.asyncIterator]();
  async function* after(first: Uint8Array): AsyncGenerator<Uint8Array> {
    try {
      yield first;
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      if (next.value.length > 0) return { first: next.value, all: after(next.value) };
    }
  } catch {} // the exchange knows why it broke off
  return null;
}

const GZIP = 0x1f;
/** `<`, and what may stand before it. */
const MESSAGE: readonly number[] = [0x3c, 0x20, 0x0d, 0x0a, 0x09];

const beginsGzip = (bytes: Uint8Array) => bytes[0] === GZIP;
const beginsMessage = (bytes: Uint8Array) => MESSAGE.includes(bytes[0] ?? 0);

/** @returns the unpacked blocks, and whether they were all that came; a member that follows belongs to them */
function unpack(pieces: AsyncIterable<Uint8Array>): { readonly blocks: AsyncIterable<Uint8Array>; isAll(): boolean } {
  let fed = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      fed += piece.length;
      yield piece;
    }
  }
  const blocks = createGunzip({ chunkSize: BLOCK_BYTES });
  pipeline(counted(), blocks, () => {}); // what breaks it reaches who reads the blocks
  return { blocks, isAll: () => blocks.bytesWritten === fed };
}
