import { type FenDelta, fen, fenDelta, formatDelta, formatYuan } from '../../src/money/fen.ts';
import { createCalendar } from '../../src/report/calendar.ts';
import type { ReportSheet } from '../../src/report/press.ts';
import type { Performance, Report } from '../../src/report/report.ts';
import type { ReportText } from '../../src/report/report-text.ts';
import { REPORT_TEXTS } from '../../src/report/report-texts.ts';
import { tenderName } from '../../src/report/tables.ts';
import { inked, PAGE, type Pen } from './pen.ts';
import { currencyLines, table, trainingMark } from './z-page.ts';

/** What fits on one page; the rest is counted. */
const MOST = { tenders: 8, reasons: 6, cashiers: 8 } as const;

const LEFT = PAGE.margin;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const GAP = 28;
const HALF = (WIDTH - GAP) / 2;
const RIGHT = LEFT + HALF + GAP;
const CHART = 150;

/** Sets a report of a stretch of days on one A4 page as PDF. */
export async function drawReportPage(sheet: ReportSheet): Promise<Uint8Array> {
  const text = REPORT_TEXTS[sheet.locale];
  const title = `${text.report.title} ${stretchOf(sheet.report)}`;
  return inked({ title, locale: sheet.locale, madeAtMs: sheet.madeAtMs }, (pen) => draw(pen, sheet, text));
}

function draw(pen: Pen, { store, isTraining, report, before, madeAtMs }: ReportSheet, text: ReportText): void {
  let y = PAGE.margin + 18;
  pen.text(store.name, LEFT, y, { size: 18, bold: true, width: HALF });
  pen.text(stretchOf(report), RIGHT, y, { size: 14, bold: true, align: 'right', width: HALF });
  y += 10;
  pen.rule(LEFT, y, WIDTH, 1.5);
  if (isTraining) y = trainingMark(pen, LEFT, y + 6, WIDTH, text.training);
  y = tiles(pen, y + 26, report, before, text) + 30;
  const isOneDay = report.days.length === 1;
  pen.text(isOneDay ? text.report.byHour : text.report.byDay, LEFT, y, { size: 12, bold: true });
  if (before) {
    pen.box(RIGHT + HALF - 130, y - 4, 18, 2, 'outlined');
    pen.text(text.report.before('').trim(), RIGHT + HALF - 106, y, { size: 8, quiet: true, width: 106 });
  }
  y = bars(pen, y + 10, isOneDay ? hourBars(report, before) : dayBars(report, before)) + 34;
  const left = table(pen, LEFT, y, { head: [text.tender, text.count, text.amount], lines: tenderLines(report, text) });
  const right = table(pen, RIGHT, y, {
    head: [text.report.notPaid, text.count, text.report.paidAfterAll],
    lines: notPaidLines(report, text),
  });
  y = Math.max(left, right) + 34;
  table(pen, LEFT, y, { head: [text.cashier, text.count, text.amount], lines: cashierLines(report.cashiers, text), width: WIDTH });
  const made = createCalendar(store.timeZone).written(madeAtMs);
  pen.text(`${text.terminal} ${store.terminalId}　${made}　Saoma`, LEFT, PAGE.height - 34, {
    size: 8,
    quiet: true,
    align: 'right',
    width: WIDTH,
  });
}

function stretchOf({ from, to }: Report): string {
  return from === to ? from : `${from} – ${to}`;
}

function tiles(pen: Pen, y: number, report: Report, before: Report | null, text: ReportText): number {
  const { taken, netFen, averageFen, wallet, refunded } = report;
  const facts: readonly (readonly [label: string, figure: string, beside: string])[] = [
    [text.net, formatDelta(netFen), before ? text.report.before(formatDelta(before.upTo?.netFen ?? before.netFen)) : ''],
    [text.report.sales, String(taken.count), averageFen === null ? '' : `${text.report.average} ${formatYuan(averageFen)}`],
    [
      text.report.paidAtOnce,
      share(wallet.paidAtOnce, wallet.paid + wallet.notPaid),
      `${text.report.refundRate} ${share(refunded.fen, taken.fen)}`,
    ],
    [
      text.report.takes,
      seconds(wallet.waits.medianMs, text),
      `${text.report.takesWithPassword} ${seconds(wallet.waitsWithPassword.medianMs, text)}`,
    ],
  ];
  const width = WIDTH / facts.length;
  for (const [index, [label, figure, beside]] of facts.entries()) {
    const x = LEFT + index * width;
    pen.text(label, x, y, { quiet: true, width: width - 8 });
    pen.text(figure, x, y + 22, { size: 17, bold: true, width: width - 8 });
    pen.text(beside, x, y + 38, { size: 8, quiet: true, width: width - 8 });
  }
  return y + 38;
}

/** A part of a whole, `96.2 %`, or a dash of nothing. */
function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}

function seconds(ms: number | null, text: ReportText): string {
  return ms === null ? '—' : text.report.seconds((ms / 1000).toFixed(1));
}

type Bar = { readonly label: string; readonly fen: number; readonly beforeFen: number | null };

function hourBars({ hours }: Report, before: Report | null): readonly Bar[] {
  const all = hours.map(
    ({ hour, fen: amount }): Bar => ({ label: String(hour), fen: amount, beforeFen: before?.hours[hour]?.fen ?? null }),
  );
  const isUsed = all.map((bar) => bar.fen > 0 || (bar.beforeFen ?? 0) > 0);
  const first = Math.min(isUsed.indexOf(true) === -1 ? 8 : isUsed.indexOf(true), 8);
  return all.slice(first, Math.max(isUsed.lastIndexOf(true), 20) + 1);
}

function dayBars({ days }: Report, before: Report | null): readonly Bar[] {
  const every = Math.ceil(days.length / 16); // labels that do not run into one another
  return days.map(({ day, fen: amount }, index) => ({
    label: index % every === 0 ? day.slice(5) : '',
    fen: amount,
    beforeFen: before?.days[index]?.fen ?? null,
  }));
}

/** Bars of ink; a short line over or in each is the stretch before. */
function bars(pen: Pen, y: number, all: readonly Bar[]): number {
  const most = Math.max(1, ...all.flatMap((bar) => [bar.fen, bar.beforeFen ?? 0]));
  const step = WIDTH / Math.max(all.length, 1);
  const base = y + CHART;
  const heightOf = (amount: number) => (amount / most) * (CHART - 14);
  const best = all.reduce<Bar | undefined>((high, bar) => (bar.fen > (high?.fen ?? 0) ? bar : high), undefined);
  for (const [index, bar] of all.entries()) {
    const x = LEFT + index * step;
    if (bar.fen > 0) pen.box(x + step * 0.18, base - heightOf(bar.fen), step * 0.64, heightOf(bar.fen), 'filled');
    if (bar.beforeFen) {
      const at = base - heightOf(bar.beforeFen);
      pen.box(x + step * 0.06, at - 1, step * 0.88, 2, 'outlined');
    }
    if (bar === best)
      pen.text(formatYuan(fen(bar.fen)), x - 30, base - heightOf(bar.fen) - 4, { size: 8, bold: true, align: 'center', width: step + 60 });
    pen.text(bar.label, x - 10, base + 12, { size: 8, quiet: true, align: 'center', width: step + 20 });
  }
  pen.rule(LEFT, base, WIDTH, 0.75);
  return base;
}

type Line = { readonly label: string; readonly count?: string; readonly amount: string; readonly isTotal?: boolean };

function tenderLines({ tenders, taken, refunded, netFen, otherCurrencies }: Report, text: ReportText): readonly Line[] {
  const shown = tenders.slice(0, MOST.tenders);
  return [
    ...shown.map(
      (tender): Line => ({ label: tenderName(tender, text), count: String(tender.taken.count), amount: formatYuan(tender.taken.fen) }),
    ),
    ...(tenders.length > shown.length ? [{ label: text.more(tenders.length - shown.length), amount: '' }] : []),
    { label: text.gross, count: String(taken.count), amount: formatYuan(taken.fen), isTotal: true },
    { label: text.refunds, count: String(refunded.count), amount: formatDelta(minus(refunded.fen)) },
    { label: text.net, amount: formatDelta(netFen), isTotal: true },
    ...otherCurrencies.flatMap((one) => currencyLines({ currency: one.currency, ...one.taken, refundedFen: one.refunded.fen }, text)),
  ];
}

function notPaidLines({ notPaid, unknown }: Report, text: ReportText): readonly Line[] {
  const shown = notPaid.slice(0, MOST.reasons);
  return [
    ...shown.map(
      ({ reason, count, paidAfterAll }): Line => ({ label: text.reasons[reason], count: String(count), amount: String(paidAfterAll) }),
    ),
    ...(notPaid.length > shown.length ? [{ label: text.more(notPaid.length - shown.length), amount: '' }] : []),
    { label: text.report.unknown, count: String(unknown.count), amount: unknown.count === 0 ? '' : formatYuan(unknown.fen), isTotal: true },
  ];
}

function cashierLines(cashiers: readonly Performance[], text: ReportText): readonly Line[] {
  const shown = cashiers.slice(0, MOST.cashiers);
  return [
    ...shown.map(
      ({ name, taken, refunded }): Line => ({
        label: `${name ?? text.nobody}${refunded.count > 0 ? `　${text.refunds} ${formatDelta(minus(refunded.fen))}` : ''}`,
        count: String(taken.count),
        amount: formatYuan(taken.fen),
      }),
    ),
    ...(cashiers.length > shown.length ? [{ label: text.more(cashiers.length - shown.length), amount: '' }] : []),
  ];
}

function minus(amount: number): FenDelta {
  return fenDelta(-amount);
}
