import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BillLine, linesOf } from '../bill.ts';
import { createBillParser, MAX_LINE_BYTES } from './bill-parser.ts';
import { billText, feeText, LAYOUTS, type LayoutName, PAYMENT, PAYMENT_ROW, REFUND, REFUND_ROW, type Row, yuan } from './testing/bills.ts';

/** Lets bytes in, cut as told, and tells all that came out. */
function read(bytes: Uint8Array, cuts: readonly number[] = []) {
  const parser = createBillParser();
  const lines: BillLine[] = [];
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  for (const [index, from] of places.slice(0, -1).entries()) {
    parser.push(bytes.slice(from, places[index + 1])); // a copy, which may go when its lines are told
    for (let rows = parser.rows(); rows; rows = parser.rows()) lines.push(...linesOf(rows));
  }
  return { lines, end: parser.end() };
}

const readText = (text: string) => read(Buffer.from(text));
const malformed = (line: number, why: string) => ({ kind: 'malformed', line, why });

const SUMMARY = { count: 2, amountFen: 2350, refundFen: 800, feeMicroYuan: 90_000 };

describe('what a bill says, in our words', () => {
  test('a payment and its refund', () => {
    expect(readText(billText([PAYMENT_ROW, REFUND_ROW]))).toEqual({ lines: [PAYMENT, REFUND], end: { kind: 'read', summary: SUMMARY } });
  });

  const PARTLY: readonly (readonly [LayoutName, readonly Row[], readonly BillLine[]])[] = [
    ['success', [PAYMENT_ROW], [PAYMENT]],
    ['refund', [REFUND_ROW], [REFUND]],
    ['refund28', [REFUND_ROW], [REFUND]],
    ['recharge', [REFUND_ROW], [REFUND]],
    ['old', [PAYMENT_ROW, REFUND_ROW], [PAYMENT, REFUND]],
  ];
  test.each(PARTLY)('in the layout %s', (layout, rows, lines) => {
    expect(readText(billText(rows, { layout }))).toMatchObject({ lines, end: { kind: 'read', summary: { count: lines.length } } });
  });

  test('columns are found by their headings, wherever they stand and however their commas are printed', () => {
    const text = billText([PAYMENT_ROW, REFUND_ROW]);
    expect(readText(text.replace('退款类型,退款状态', '退款类型，退款状态')).lines).toEqual([PAYMENT, REFUND]);
    const turned = text
      .replace(/设备号,微信订单号/, '微信订单号,设备号')
      .replaceAll('`POS-0731-T04,`4200002719202611225550142387', '`4200002719202611225550142387,`POS-0731-T04');
    expect(readText(turned).lines).toEqual([PAYMENT, REFUND]);
  });

  test('a payment that was reversed keeps its number, with what went back', () => {
    const row: Row = { ...REFUND_ROW, state: 'REVOKED', refundNo: '0', acquirerRefundNo: '0', refundFen: 2350, refundStatus: 'SUCCESS' };
    expect(readText(billText([PAYMENT_ROW, row])).lines[1]).toEqual({
      ...REFUND,
      kind: 'reversal',
      refundNo: null,
      acquirerRefundNo: null,
      refundFen: 2350,
      refundStatus: 'succeeded',
    });
  });

  test('goods with commas, back-quotes, and both together are one cell', () => {
    const goods = ['a,b', ',', '`', '``', 'a`,b', 'a,', ',`', 'a,`b,`c', 'a, `b', '，`'];
    const rows = goods.map((name) => ({ ...PAYMENT_ROW, goods: name }));
    const { lines, end } = readText(billText(rows));
    expect(end.kind).toBe('read');
    expect(lines).toEqual(goods.map(() => PAYMENT));
  });

  test('an empty device, a trade type that is new, a refund status that is new', () => {
    const rows = [
      { ...PAYMENT_ROW, device: '', tradeType: 'PALM' },
      { ...REFUND_ROW, refundStatus: 'DREAMING' },
    ];
    expect(readText(billText(rows)).lines).toMatchObject([{ deviceInfo: null, tradeType: 'PALM' }, { refundStatus: null }]);
  });

  test('times are Beijing`s, with the full-width colons of old samples too', () => {
    const times = ['2026-11-22 00:00:00', '2026-11-22 23:59:59', '2014-11-10 16：33：45', '2024-02-29 08:00:00', '2024-02-29 08:00:01'];
    const { lines } = readText(billText(times.map((time) => ({ ...PAYMENT_ROW, time }))));
    expect(lines.map(({ atMs }) => new Date(atMs).toISOString())).toEqual([
      '2026-11-21T16:00:00.000Z',
      '2026-11-22T15:59:59.000Z',
      '2014-11-10T08:33:45.000Z',
      '2024-02-29T00:00:00.000Z',
      '2024-02-29T00:00:01.000Z',
    ]);
  });

  test('without a byte order mark, with bare line feeds, without an end to the last line', () => {
    const plain = billText([PAYMENT_ROW, REFUND_ROW], { mark: '', newline: '\n' });
    expect(readText(plain).end.kind).toBe('read');
    expect(readText(plain.trimEnd()).end).toEqual({ kind: 'read', summary: SUMMARY });
    expect(readText(`${plain}\n\r\n`).end.kind).toBe('read');
  });

  test('sums printed with whatever decimals, the fees` rounded', () => {
    const exact = billText([PAYMENT_ROW, { ...PAYMENT_ROW, feeMicroYuan: 141_230 }]);
    expect(exact).toContain('`2.0,`47.00,`0.00,`0.0,`0.28123,`47.00,`0.00');
    for (const sums of [
      '`2,`47,`0,`0,`0.28,`47.0,`0.0',
      '`2.00,`47.0000,`0.00,`0.00,`0.29,`47.00,`0',
      '`2.0,`47.00,`0.00,`0.0,`0.281,`47.00,`0.00',
    ])
      expect(readText(exact.replace(/`2\.0,`47.*/, sums)).end).toMatchObject({ kind: 'read', summary: { feeMicroYuan: 281_230 } });
  });
});

describe('what is odd is malformed, with its line and why', () => {
  const good = billText([PAYMENT_ROW, REFUND_ROW]);
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['nothing', '', 0, 'ends without its sums'],
    ['a page', '<html></html>', 1, 'header without 交易时间'],
    ['a heading that is missing', good.replace('商户订单号', '订单号'), 1, 'header without 商户订单号'],
    ['a heading that comes twice', good.replace('用户标识', '微信订单号'), 1, 'header'],
    ['no amounts', good.replace('应结订单金额', '甲').replace(',订单金额', ',乙'), 1, 'header without 订单金额'],
    ['no sums', good.split('总交易单数')[0] ?? '', 3, 'ends without its sums'],
    ['headings of sums without sums', good.slice(0, good.indexOf('申请退款总金额') + 7), 4, 'ends without its sums'],
    ['sums twice', good + good.slice(good.indexOf('总交易单数')), 6, 'goes on after its sums'],
    ['a line after the sums', `${good}\`x\r\n`, 6, 'goes on after its sums'],
    ['a line too few', good.replace(/`2026-11-22 14.*\r\n/, ''), 4, 'summary: count differs'],
    ['a line twice', good.replace(/(`2026-11-22 10.*\r\n)/, '$1$1'), 6, 'summary: count differs'],
    ['a line cut short', good.replace(',`0.60%,`23.50,`0.00,`', ''), 2, 'number of cells'],
    [
      'a cell too many where nobody writes freely',
      billText([PAYMENT_ROW], { layout: 'old' }).replace('商户数据包', '甲').replace('商品名称', '乙').replace('`MICROPAY', '`MICROPAY,`x'),
      2,
      'number of cells',
    ],
    ['a line without back-quotes', good.replace('\r\n`', '\r\n'), 2, 'line without a back-quote'],
    ['an empty line between', good.replace('\r\n`', '\r\n\r\n`'), 2, 'line without a back-quote'],
    ['an amount of another kind', good.replace('`23.50,`2.00', '`1,023.50,`2.00'), 2, 'settled is no amount'],
    ['a part of a fen', good.replace('`23.50,`2.00', '`23.505,`2.00'), 2, 'settled is no amount'],
    ['a negative amount', good.replace('`23.50,`2.00', '`-23.50,`2.00'), 2, 'settled is no amount'],
    ['no amount', good.replace('`23.50,`2.00', '`,`2.00'), 2, 'settled is no amount'],
    ['too much of an amount', good.replace('`23.50,`2.00', '`99999999999.00,`2.00'), 2, 'settled is no amount'],
    ['a fee that is none', good.replace('`0.14000', '`0.1400000'), 2, 'fee is no amount'],
    ['a state nobody knows', good.replace('`SUCCESS', '`SUCCES'), 2, 'state'],
    ['another currency', good.replace('`CNY', '`HKD'), 2, 'currency'],
    ['a day that is none', good.replace('`2026-11-22 10', '`2026-02-30 10'), 2, 'time'],
    ['an hour that is none', billText([PAYMENT_ROW, { ...PAYMENT_ROW, time: '2026-11-22 24:00:00' }]), 3, 'time'],
    ['a time that is none', billText([PAYMENT_ROW, { ...PAYMENT_ROW, time: '2026-11-22 1x:00:00' }]), 3, 'time'],
    ['no order number', good.replace('`POS0731T04202611220001', '`'), 2, 'orderNo'],
    ['an order number of pictures', good.replace('`POS0731T04202611220001', '`订单'), 2, 'orderNo'],
    ['an order number with a space', good.replace('`POS0731T04202611220001', '`POS0731T04 202611220001'), 2, 'orderNo'],
    ['an order number with an unprinted byte', good.replace('`POS0731T04202611220001', '`POS0731T0\x7f202611220001'), 2, 'orderNo'],
    ['no acquirer`s number', good.replace('`4200002719202611225550142387', '`0'), 2, 'transactionId'],
    ['an endless refund number', good.replace('`RFPOS', `\`${'R'.repeat(64)}`), 3, 'refundNo'],
    ['a sum too many', good.replace(/`8\.00\r\n$/, '`8.00,`1\r\n'), 5, 'summary'],
    ['a sum that is none', good.replace(/`2\.0,/, '`two,'), 5, 'summary: count is no amount'],
    ['other sums', good.replace('`2.0,`23.50', '`2.0,`23.51'), 5, 'summary: settled differs'],
    ['another fee', good.replace(/`0\.09000(?=,`23.50,`8.00)/, '`0.09001'), 5, 'summary: fee differs'],
    ['another fee, rounded', good.replace(/`0\.09000(?=,`23.50,`8.00)/, '`0.10'), 5, 'summary: fee differs'],
    ['no sum of what the lines say', good.replace('申请退款总金额', '别的'), 4, 'summary without applied'],
    ['a sum that comes twice', good.replace('充值券退款总金额', '总退款金额'), 4, 'summary'],
  ];
  test.each(cases)('%s', (_, text, line, why) => {
    expect(readText(text).end).toEqual(malformed(line, why));
  });

  test('what is not UTF-8, in the very line', () => {
    const bytes = Buffer.from(good);
    bytes[bytes.lastIndexOf('长沙')] = 0xff;
    expect(read(bytes).end).toEqual(malformed(3, 'is not UTF-8'));
  });

  test('a line without an end', () => {
    const endless = good.replace('shift=A', 'x'.repeat(MAX_LINE_BYTES));
    expect(readText(endless).end).toEqual(malformed(2, 'line is too long'));
    const unended = Buffer.from(endless.slice(0, good.indexOf('\n') + MAX_LINE_BYTES + 10));
    expect(read(unended, [good.indexOf('\n') + 30]).end).toEqual(malformed(2, 'line is too long'));
  });

  test('after it is malformed nothing is told any more', () => {
    const { lines } = readText(good.replace('`SUCCESS', '`SUCCES'));
    expect(lines).toEqual([]);
  });
});

/** Any bill, and what must come out of it. */
const freeText = fc
  .string({ unit: fc.constantFrom('a', ',', '`', ' ', '货', '🧧', ',`', '"', '0'), maxLength: 8 })
  .filter((text) => !text.includes('\n'));
const anyRow = fc.record({
  state: fc.constantFrom('SUCCESS', 'REFUND', 'REVOKED'),
  second: fc.integer({ min: 0, max: 86_399 }),
  device: fc.constantFrom('', 'T01', '收银台一'),
  orderFen: fc.oneof(fc.nat(100), fc.integer({ min: 0, max: 9_999_999_999 })),
  couponFen: fc.nat(500),
  refundFen: fc.nat(100_000),
  fee: fc.integer({ min: -999_999, max: 999_999 }),
  number: fc.nat(),
  goods: freeText,
  attach: freeText,
});

test('every bill comes back as it was made, wherever its bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 12 }),
      fc.constantFrom<LayoutName>('all', 'refund', 'recharge', 'old'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.nat(), { maxLength: 20 }),
      (drawn, layout, newline, mark, places) => {
        const rows = drawn.map((row): Row => {
          const time = new Date(Date.UTC(2026, 10, 22) + row.second * 1_000).toISOString().slice(0, 19).replace('T', ' ');
          const goesBack = row.state !== 'SUCCESS';
          return {
            ...{ ...PAYMENT_ROW, ...row, time, feeMicroYuan: row.fee * 10, state: row.state as Row['state'] },
            orderNo: `N${row.number}`,
            transactionId: `42${row.number}`,
            refundNo: goesBack ? `R${row.number}` : '0',
            acquirerRefundNo: goesBack ? `50${row.number}` : '0',
            refundStatus: goesBack ? 'SUCCESS' : '',
          };
        });
        const bytes = Buffer.from(billText(rows, { layout, newline, mark }));
        const cuts = places.map((place) => place % (bytes.length + 1));
        const { lines, end } = read(bytes, cuts);
        const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
        expect(end).toEqual({
          kind: 'read',
          summary: {
            count: rows.length,
            amountFen: sum(({ orderFen }) => orderFen),
            refundFen: sum(({ refundFen }) => refundFen),
            feeMicroYuan: sum(({ feeMicroYuan }) => feeMicroYuan),
          },
        });
        expect(
          lines.map(({ orderNo, atMs, amountFen, refundFen, feeMicroYuan, deviceInfo }) => [
            orderNo,
            atMs,
            amountFen,
            refundFen,
            feeMicroYuan,
            deviceInfo,
          ]),
        ).toEqual(
          rows.map((row, index) => [
            row.orderNo,
            Date.UTC(2026, 10, 21, 16) + (drawn[index]?.second ?? 0) * 1_000,
            row.orderFen,
            row.state === 'SUCCESS' ? null : row.refundFen,
            row.feeMicroYuan,
            row.device || null,
          ]),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('a bill cut short is never believed', () => {
  const bytes = Buffer.from(billText([PAYMENT_ROW, REFUND_ROW]));
  const lastCell = bytes.lastIndexOf('`');
  for (let length = 0; length <= lastCell; length++) expect(read(bytes.subarray(0, length)).end.kind).toBe('malformed');
});

test('what the generator writes is what the manuals print', () => {
  expect(Object.values(LAYOUTS).map(({ columns }) => columns.length)).toEqual([27, 20, 29, 28, 30, 24]);
  expect([yuan(5), feeText(-140_000), feeText(10)]).toEqual(['0.05', '-0.14000', '0.00001']);
});
