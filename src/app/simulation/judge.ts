import type { Clock } from '../../basics/clock.ts';
import type { Charge } from '../../contract/charge.ts';
import type { Call } from '../../gateway/wechat-v2/transport.ts';
import { isFinal } from '../../payment/state.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { ChargeRecord, Journal } from '../../store/journal.ts';
import type { MemoryJournal } from '../../store/memory-journal.ts';
import { type TerminalProcess, TIMES } from './process.ts';
import type { Sale } from './sale.ts';

/** A terminal remembers used codes so long, and no longer than its process lives. */
const CODE_MEMORY_MS = 300_000;

/** A code's life, a request, one question, a full disk and some air. */
const LONGEST_STANDING_MS = 180_000;

/** Watches what the terminal tells while it lives: nothing is told as ended that is not durable, and no end is ever taken back. */
export function watchFeed({ terminal, journal }: TerminalProcess, violations: string[]): void {
  terminal.feed(null, ({ type, data }) => {
    if (type !== 'charge.updated') return;
    const { id, status } = data as Charge;
    const kept = journal.charge(id as ChargeRecord['intent']['id']);
    if (isFinal(status) && kept?.state.status !== status)
      violations.push(`${id} is told as ${status}, the journal has ${kept?.state.status}`);
  });
}

/** Watches what leaves the terminal, over all its processes: a code goes out under one number, a number once, and nothing is undone too soon. */
export function watchWire(clock: Clock, violations: string[]): (path: Call['path'], body: string) => void {
  const codes = new Map<string, { readonly orderNo: string; readonly sentMs: number }>();
  const sentMs = new Map<string, number>(); // by order number
  return (path, body) => {
    const orderNo = element(body, 'out_trade_no');
    if (path === '/secapi/pay/reverse') {
      const afterMs = clock.monotonicMs() - (sentMs.get(orderNo) ?? -TIMES.reverseDelayMs);
      if (afterMs < TIMES.reverseDelayMs) violations.push(`${orderNo} was reversed ${afterMs} ms after it was sent`);
    }
    if (path !== '/pay/micropay') return;
    const code = element(body, 'auth_code');
    const before = codes.get(code);
    if (before && clock.monotonicMs() - before.sentMs < CODE_MEMORY_MS)
      violations.push(`one code was sent for ${before.orderNo} and for ${orderNo}`);
    if (sentMs.has(orderNo)) violations.push(`${orderNo} was submitted twice`);
    codes.set(code, { orderNo, sentMs: clock.monotonicMs() });
    sentMs.set(orderNo, clock.monotonicMs());
  };
}

/** Watches that nothing lies on the counter: a charge leaves these two statuses by itself, soon, and not only because somebody starts the terminal anew. */
export function watchStanding(clock: Clock, violations: string[]): (terminal: TerminalProcess['terminal'], chargeId: string) => void {
  const sinceMs = new Map<string, number>(); // by charge, of the running process
  let watched: TerminalProcess['terminal'] | null = null;
  return (terminal, chargeId) => {
    if (watched !== terminal) sinceMs.clear();
    watched = terminal;
    const status = terminal.find(chargeId)?.status;
    if (status !== 'submitting' && status !== 'queued') {
      sinceMs.delete(chargeId);
      return;
    }
    const began = sinceMs.get(chargeId) ?? clock.monotonicMs();
    sinceMs.set(chargeId, began);
    if (clock.monotonicMs() - began > LONGEST_STANDING_MS) violations.push(`${chargeId} has been ${status} for too long`);
  };
}

function element(body: string, name: string): string {
  return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]+)`).exec(body)?.[1] ?? '';
}

/** Compares the ledger with the acquirer's money after everything has settled. @returns what is wrong, in sentences */
export function judge(sales: readonly Sale[], journal: MemoryJournal, acquirer: Acquirer): readonly string[] {
  const wrong: string[] = [];
  const records = newestRecords(journal);
  const truths = new Map(acquirer.orders().map((order) => [order.orderNo, order]));

  for (const { intent, state } of records.values()) {
    const truth = truths.get(intent.orderNo);
    const kept = (truth?.captured ?? 0) - (truth?.returned ?? 0);
    const name = `${intent.orderNo} (${intent.tillReference}, ${state.status})`;
    if (!isFinal(state.status)) wrong.push(`${name} never ended; the acquirer says ${truth?.state ?? 'nothing'}`);
    if ((truth?.captured ?? 0) > 1) wrong.push(`${name} was captured ${truth?.captured} times`);
    if (state.status === 'paid' && kept !== 1) wrong.push(`${name} stands as paid, the acquirer kept ${kept}`);
    if (state.status === 'paid' && truth?.amountFen !== intent.amountFen)
      wrong.push(`${name}: ${intent.amountFen} is not ${truth?.amountFen}`);
    if (isFinal(state.status) && state.status !== 'paid' && kept !== 0) wrong.push(`${name}, yet the acquirer kept the money`);
    truths.delete(intent.orderNo);
  }
  for (const { orderNo, captured } of truths.values())
    if (captured > 0) wrong.push(`${orderNo} was captured, the journal does not know it`);
  for (const sale of sales) wrong.push(...judgeSale(sale, [...records.values()]));
  if (/(?<!\d)1[0-5]\d{16}(?!\d)/.test(JSON.stringify(journal.image()))) wrong.push('a payment code is on the disk');
  return wrong;
}

function judgeSale({ reference }: Sale, records: readonly ChargeRecord[]): readonly string[] {
  const paid = records.filter(({ intent, state }) => intent.tillReference === reference && state.status === 'paid');
  const keys = new Set(records.filter(({ intent }) => intent.tillReference === reference).map(({ intent }) => intent.idempotencyKey));
  const charges = records.filter(({ intent }) => intent.tillReference === reference);
  const wrong = paid.length > 1 ? [`${reference} was paid ${paid.length} times`] : [];
  return keys.size === charges.length ? wrong : [...wrong, `${reference} has more charges than keys`];
}

function newestRecords(journal: MemoryJournal & Journal): ReadonlyMap<string, ChargeRecord> {
  return new Map(journal.image().map((record) => [record.intent.id, record]));
}
