import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { Offer, type Order, type OrderStore, type Refund } from './order.ts';
import type { SettingsStore, WalletSettings } from './wallet.ts';

/** The layout of the file; one that is newer than this program is refused. */
const VERSION = 4;

const SCHEMA = `
create table orders (
  order_no       text primary key,   -- out_trade_no
  transaction_id text not null unique,
  amount_fen     integer not null check (amount_fen > 0),
  description    text not null,
  attach         text not null,
  device_info    text not null,
  sub_app_id     text not null,
  sub_mch_id     text not null,
  open_id        text not null,
  code_hash      text not null,      -- keyed hash: no payment code is kept
  state          text not null,      -- trade_state
  is_mute        integer not null check (is_mute in (0, 1)),
  arrived_at_ms  integer not null,   -- wall clock
  paid_at_ms     integer,
  captures       integer not null check (captures >= 0),
  returns        integer not null check (returns between 0 and captures),
  dialog_end     text
) strict;
create table wallet (
  only_row       integer primary key check (only_row = 1),
  network        text not null check (network in ('on', 'off')),
  balance_fen    integer not null,
  password_above integer not null
) strict;
`;

/** Since version 2. */
const REFUNDS = `
create table refunds (
  refund_no       text primary key,   -- out_refund_no
  refund_id       text not null unique,
  order_no        text not null references orders (order_no),
  amount_fen      integer not null check (amount_fen > 0),
  cash_fen        integer not null check (cash_fen between 0 and amount_fen),
  account         text not null,
  reason          text not null,
  state           text not null,      -- refund_status
  fate            text not null,      -- the state it will come to
  arrived_at_ms   integer not null,   -- wall clock
  succeeded_at_ms integer
) strict;
`;

/** Since version 3. */
const REVOCATIONS = `
alter table orders add column revoked_at_ms integer; -- wall clock
`;

/** Since version 4: everything before was paid by a code. */
const OFFERS = `
alter table orders add column trade_type text not null default 'MICROPAY';
alter table orders add column offer text; -- JSON; null for a payment code
alter table refunds add column notify_url text not null default '';
pragma user_version = ${VERSION};
`;

/** What brings a file of each version to the next one. */
const STEPS = [SCHEMA, REFUNDS, REVOCATIONS, OFFERS];

type OrderRow = Omit<Order, 'isMute' | 'offer'> & { readonly isMute: 0 | 1; readonly offer: string | null };

const ORDER_COLUMNS: readonly (readonly [column: string, field: keyof Order])[] = [
  ['order_no', 'orderNo'],
  ['transaction_id', 'transactionId'],
  ['amount_fen', 'amountFen'],
  ['description', 'description'],
  ['attach', 'attach'],
  ['device_info', 'deviceInfo'],
  ['sub_app_id', 'subAppId'],
  ['sub_mch_id', 'subMchId'],
  ['trade_type', 'tradeType'],
  ['open_id', 'openId'],
  ['code_hash', 'codeHash'],
  ['offer', 'offer'],
  ['state', 'state'],
  ['is_mute', 'isMute'],
  ['arrived_at_ms', 'arrivedAtMs'],
  ['paid_at_ms', 'paidAtMs'],
  ['revoked_at_ms', 'revokedAtMs'],
  ['captures', 'captures'],
  ['returns', 'returns'],
  ['dialog_end', 'dialogEnd'],
];

const REFUND_COLUMNS: readonly (readonly [column: string, field: keyof Refund])[] = [
  ['refund_no', 'refundNo'],
  ['refund_id', 'refundId'],
  ['order_no', 'orderNo'],
  ['amount_fen', 'amountFen'],
  ['cash_fen', 'cashFen'],
  ['account', 'account'],
  ['reason', 'reason'],
  ['notify_url', 'notifyUrl'],
  ['state', 'state'],
  ['fate', 'fate'],
  ['arrived_at_ms', 'arrivedAtMs'],
  ['succeeded_at_ms', 'succeededAtMs'],
];

/** The fields of an order that change; the others stay as they were first written. */
const CHANGING = ['open_id', 'offer', 'state', 'paid_at_ms', 'revoked_at_ms', 'captures', 'returns', 'dialog_end'];
const CHANGING_REFUND = ['state', 'succeeded_at_ms'];

/** The sandbox's memory on disk: it must outlive a terminal that is killed, not a power cut. */
export type SandboxStore = { readonly orders: OrderStore; readonly settings: SettingsStore; close(): void };

/**
 * Opens or makes the file. Throws when it is no database or newer than this program.
 *
 * @param file absolute path
 * @param failed hears of a write that the disk did not take. The sandbox then goes on in memory: it lives in the terminal's process,
 *   and its play money is no reason to end that.
 */
export function openSandboxStore(file: string, failed: (error: unknown) => void): SandboxStore {
  const database = new Database(file);
  chmodSync(file, 0o600);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const version = database.pragma('user_version', { simple: true });
  if (Number(version) > VERSION) throw new Error(`${file} was written by a newer program (layout ${version})`);
  database.transaction(() => database.exec(STEPS.slice(Number(version)).join('')))();

  const selectOrders = database.prepare<[], OrderRow>(select('orders', ORDER_COLUMNS));
  const upsertOrder = database.prepare<[OrderRow]>(upsert('orders', ORDER_COLUMNS, CHANGING));
  const selectRefunds = database.prepare<[], Refund>(select('refunds', REFUND_COLUMNS));
  const upsertRefund = database.prepare<[Refund]>(upsert('refunds', REFUND_COLUMNS, CHANGING_REFUND));
  const selectSettings = database.prepare<[], WalletSettings>(
    'select network, balance_fen as balanceFen, password_above as passwordAbove from wallet',
  );
  const replaceSettings = database.prepare<[WalletSettings]>(
    'insert or replace into wallet values (1, @network, @balanceFen, @passwordAbove)',
  );

  function attempt(write: () => unknown): void {
    try {
      write();
    } catch (error) {
      failed(error);
    }
  }

  return {
    orders: {
      load: () => selectOrders.all().map(readOrder),
      save: (order) => attempt(() => upsertOrder.run(orderRow(order))),
      loadRefunds: () => selectRefunds.all(),
      saveRefund: (refund) => attempt(() => upsertRefund.run(refund)),
    },
    settings: {
      load: () => selectSettings.get() ?? null,
      save: (settings) => attempt(() => replaceSettings.run(settings)),
    },
    close: () => void database.close(),
  };
}

function readOrder(row: OrderRow): Order {
  return { ...row, isMute: row.isMute === 1, offer: row.offer === null ? null : v.parse(Offer, JSON.parse(row.offer)) };
}

function orderRow(order: Order): OrderRow {
  return { ...order, isMute: order.isMute ? 1 : 0, offer: order.offer && JSON.stringify(order.offer) };
}

type Columns = readonly (readonly [column: string, field: string])[];

function select(table: string, columns: Columns): string {
  return `select ${columns.map(([column, field]) => `${column} as ${field}`).join(', ')} from ${table} order by arrived_at_ms, rowid`;
}

/** @param changing the columns that a later write replaces; the first column is the key */
function upsert(table: string, columns: Columns, changing: readonly string[]): string {
  const names = columns.map(([column]) => column).join(', ');
  const values = columns.map(([, field]) => `@${field}`).join(', ');
  const changes = changing.map((column) => `${column} = excluded.${column}`).join(', ');
  return `insert into ${table} (${names}) values (${values}) on conflict (${columns[0]?.[0]}) do update set ${changes}`;
}
