import * as v from 'valibot';
import { CURRENCIES } from '../money/currency.ts';
import { fen, MAX_CHARGE_FEN } from '../money/fen.ts';
import { METHODS, parseChargeId, parseOrderNo, parseSaleId, usualSaleOf } from '../payment/charge.ts';
import type { ChargeRecord } from './journal.ts';
import { readKeptState } from './kept-state-row.ts';
import { refundedFenOf } from './refund-row.ts';

/** What a charge is read from: its first entry in `c`, any of its entries in `e`. */
export const CHARGE_COLUMNS = `c.seq AS place, c.id, c.order_no, c.origin, c.method, c.amount_fen, c.currency, c.description,
  c.till_reference, c.idempotency_key, c.fingerprint, c.shift_id, c.created_at_ms, c.sale_id, e.seq, e.at_ms, e.status, e.state, e.code_hint`;

const text = v.string();
const word = v.nullable(text);
const whole = v.custom<number>(Number.isSafeInteger);

/** The door of the database. A file can be edited or decay, so even a STRICT table's row is looked at before it is believed. */
const ChargeRow = v.object({
  place: whole,
  id: text,
  order_no: text,
  origin: v.picklist(['cashier', 'till']),
  method: v.picklist(METHODS),
  amount_fen: v.pipe(whole, v.minValue(1), v.maxValue(MAX_CHARGE_FEN)),
  currency: v.picklist(CURRENCIES),
  description: text,
  till_reference: word,
  idempotency_key: word,
  fingerprint: word,
  shift_id: word,
  created_at_ms: whole,
  sale_id: word,
  seq: whole,
  at_ms: whole,
  status: text,
  state: text,
  code_hint: word,
});

/** A charge, and the number of the entry that created it: its place among all charges. */
export type PlacedCharge = { readonly place: number; readonly record: ChargeRecord };

/** Reads one row of `CHARGE_COLUMNS`. Throws when it cannot be a charge: the journal is damaged, and a guess could cost money. */
export function readChargeRow(row: unknown): PlacedCharge {
  const parsed = v.safeParse(ChargeRow, row);
  if (!parsed.success) throw damaged(row, `${v.getDotPath(parsed.issues[0])} does not parse`);
  const cells = parsed.output;
  const id = parseChargeId(cells.id);
  const orderNo = parseOrderNo(cells.order_no);
  const state = readKeptState({ status: cells.status, json: cells.state });
  const saleId = id && (cells.sale_id === null ? usualSaleOf({ id, tillReference: cells.till_reference }) : parseSaleId(cells.sale_id));
  if (id === null || orderNo === null || saleId === null) throw damaged(row, 'its names are none of ours');
  if (state === null) throw damaged(row, `its state does not parse`);
  const intent = {
    id,
    orderNo,
    saleId,
    origin: cells.origin,
    method: cells.method,
    amountFen: fen(cells.amount_fen),
    currency: cells.currency,
    description: cells.description,
    tillReference: cells.till_reference,
    idempotencyKey: cells.idempotency_key,
    fingerprint: cells.fingerprint,
    shiftId: cells.shift_id,
    createdAtMs: cells.created_at_ms,
  };
  const refundedFen = refundedFenOf(cells.state);
  if (refundedFen === null) throw damaged(row, 'its refund does not parse');
  return {
    place: cells.place,
    record: { intent, state, codeHint: cells.code_hint, updatedAtMs: cells.at_ms, seq: cells.seq, refundedFen },
  };
}

function damaged(row: unknown, why: string): Error {
  const { id, seq } = row as { id?: unknown; seq?: unknown };
  return new Error(`the journal is damaged at entry ${String(seq)} of charge ${String(id)}: ${why}`);
}
