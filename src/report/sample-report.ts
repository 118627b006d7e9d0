import { fen } from '../money/fen.ts';
import { createCalendar, type Day } from './calendar.ts';
import { createReport } from './create-report.ts';
import type { ChargeLine } from './line.ts';
import type { Report } from './report.ts';

const HOURS = [180, 420, 610, 890, 1_320, 760, 540, 498, 720, 1_040, 1_410, 980, 420]; // yuan, from eight o'clock on

/** A Tuesday as on the drawings, for tests and pictures. Nothing in it is real. @param share of each hour's yuan; @param lastHour in which it stops */
export function sampleReport(dayText: string, share = 1, lastHour = 15): Report {
  const day = dayText as Day;
  const calendar = createCalendar('Asia/Shanghai');
  const startMs = calendar.startMs(day);
  const report = createReport({ from: day, to: day }, calendar, 'CNY', startMs + 15.4 * 3_600_000);
  let number = 0;
  for (const [index, yuan] of HOURS.entries()) {
    const hour = 8 + index;
    if (hour > lastHour) break;
    for (let part = 0; part < 8; part += 1) {
      number += 1;
      const atMs = startMs + hour * 3_600_000 + part * 180_000;
      const of = {
        atMs,
        amountFen: fen(Math.round((yuan * share * 100) / 8)),
        cashier: part < 5 ? '早班' : '值班',
        terminal: 'T01',
      } as const;
      if (part === 7) {
        report.add({ kind: 'tender', currency: 'CNY', what: 'sale', tender: null, saleId: null, ...of });
        continue;
      }
      const method = part === 6 && index % 4 === 0 ? 'merchant_qr' : 'payment_code';
      const askedCustomer = part === 3;
      report.add(
        chargeLine({ ...of, id: `c-${number}`, saleId: `s-${number}`, method, askedCustomer, tookMs: askedCustomer ? 9_400 : 1_800 }),
      );
      if (index === 2 && part < 2) report.add(failed({ ...of, saleId: `s-${number + 1}` }, 'code_expired'));
      if (index === 4 && part === 0) report.add(failed({ ...of, saleId: 'lost' }, 'insufficient_funds'));
      if (index === 5 && part === 0) report.add(failed({ ...of, saleId: 'timed-out' }, 'customer_timeout'));
    }
  }
  report.add(chargeLine({ status: 'unresolved', tookMs: null, amountFen: fen(12_800), atMs: startMs + 14.5 * 3_600_000, id: 'u-1' }));
  const refundedAtMs = startMs + 13.3 * 3_600_000;
  report.add({
    kind: 'refund',
    currency: 'CNY',
    method: 'payment_code',
    status: 'succeeded',
    atMs: refundedAtMs,
    amountFen: fen(2_040),
    cashier: '早班',
    terminal: 'T01',
  });
  return report.result();
}

function chargeLine(changes: Partial<ChargeLine>): ChargeLine {
  const of = {
    kind: 'charge',
    currency: 'CNY',
    id: 'c',
    saleId: 's',
    atMs: 0,
    amountFen: fen(1),
    cashier: '早班',
    terminal: 'T01',
  } as const;
  return { ...of, method: 'payment_code', status: 'paid', reason: null, askedCustomer: false, tookMs: null, ...changes };
}

function failed(of: Partial<ChargeLine>, reason: ChargeLine['reason']): ChargeLine {
  const status = reason === 'customer_timeout' ? 'reversed' : 'declined';
  return chargeLine({ ...of, status, reason, tookMs: null });
}
