import { gzipSync } from 'node:zlib';
import { type BillLine, type BillOutcome, linesOf } from '../../../src/gateway/bill.ts';
import { createBillParser } from '../../../src/gateway/wechat-v2/bill-parser.ts';
import { billCall } from '../../../src/gateway/wechat-v2/read-bill.ts';
import { createSigner } from '../../../src/gateway/wechat-v2/sign.ts';
import { CONFIG, realRandom } from '../../../src/gateway/wechat-v2/test-setting.ts';
import {
  billText,
  feeText,
  LAYOUTS,
  type LayoutName,
  PAYMENT_ROW,
  REFUND_ROW,
  yuan,
} from '../../../src/gateway/wechat-v2/testing/bills.ts';
import { API_KEY } from '../../../src/gateway/wechat-v2/testing/samples.ts';
import { bytesOf, type Door, holds, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';

const ROWS = [PAYMENT_ROW, REFUND_ROW, { ...REFUND_ROW, state: 'REVOKED' as const }, { ...PAYMENT_ROW, goods: 'a,`b`,c', device: '' }];
const BILLS = [
  ...(Object.keys(LAYOUTS) as LayoutName[]).map((layout) => billText(layout === 'success' ? [PAYMENT_ROW] : ROWS, { layout })),
  billText(ROWS, { mark: '', newline: '\n' }),
].map(bytesOf);
const MESSAGES = ['No Bill Exist', 'Bill Creating', 'SYSTEMERROR', `SIGN ERROR ${API_KEY}`].map((text) =>
  bytesOf(`<xml><return_code>FAIL</return_code><return_msg><![CDATA[${text}]]></return_msg><error_code>20002</error_code></xml>`),
);

/** How large the pieces are, by the input's first byte. */
const PIECES = [70_000, 1, 2, 3, 7, 64, 256];
/** A long input is cut often enough. */
const MOST_PIECES = 2_000;
/** Packed and messages come by the call, which costs more than the reader alone; so do these, to see both agree. */
const BY_CALL = [0x1f, 0x3c];
const CALLED_PIECE = 1;

const sends = (piece: number, bytes: Uint8Array) => Uint8Array.from([piece, ...bytes]);

/** A day's bill, as it comes and once more with sums that fit: so what is wrong in a line is not hidden behind a wrong sum. */
export const billDoor: Door = {
  name: 'bill',
  guards: "the acquirer's bill",
  share: 8,
  seeds: [
    ...BILLS.flatMap((bill, index) => [sends(0, bill), sends(index % PIECES.length, bill), sends(CALLED_PIECE, gzipSync(bill))]),
    ...MESSAGES.map((message) => sends(0, message)),
  ],
  words: [
    ...[
      ',`',
      '`',
      ',',
      '，',
      '\r\n',
      '\n',
      '\r\n`',
      '\ufeff',
      '`0',
      '`',
      '`0.00',
      '`-0.14000',
      '`23.505',
      '`1,023.50',
      '`99999999999.99',
      '`0.0',
    ],
    ...['SUCCESS', 'REFUND', 'REVOKED', 'PROCESSING', 'CNY', 'USD', 'MICROPAY', '2026-11-22 23:59:59', '2026-02-30 00:00:00', '24:00:00'],
    ...['总交易单数', '总金额', '订单金额', '申请退款金额', '手续费', '交易时间', '商户订单号', '2.0', PLANTED_CODE],
  ],
  secrets: [PLANTED_CODE, API_KEY],
  open: () => ({ take }),
};

function take(input: Uint8Array): Tried | Promise<Tried> {
  const bytes = input.slice(1);
  const pieceBytes = Math.max(PIECES[(input[0] ?? 0) % PIECES.length] ?? 1, Math.ceil(bytes.length / MOST_PIECES));
  const byCall = (input[0] ?? 0) % PIECES.length === CALLED_PIECE || BY_CALL.includes(bytes[0] ?? 0);
  const whole = read(bytes, bytes.length || 1);
  const inPieces = read(bytes, pieceBytes);
  holds(JSON.stringify(whole) === JSON.stringify(inPieces), 'read otherwise when it was cut otherwise');
  addsUp(whole, bytes);
  resealed(bytes);
  return byCall ? called(bytes, pieceBytes, whole) : tried(whole.end);
}

type Read = { readonly lines: readonly BillLine[]; readonly end: BillOutcome };

function read(bytes: Uint8Array, pieceBytes: number): Read {
  const parser = createBillParser();
  const lines: BillLine[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    parser.push(bytes.slice(at, at + pieceBytes));
    for (let rows = parser.rows(); rows; rows = parser.rows()) lines.push(...linesOf(rows));
  }
  return { lines, end: parser.end() };
}

async function called(bytes: Uint8Array, pieceBytes: number, alone: Read): Promise<Tried> {
  const told: string[] = [];
  const lines: BillLine[] = [];
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += Math.max(pieceBytes, 512)) yield bytes.subarray(at, at + Math.max(pieceBytes, 512));
  }
  const ask = billCall({
    terms: {
      identity: CONFIG,
      signer: createSigner(API_KEY, 'HMAC-SHA256'),
      random: realRandom,
      terminalId: 'T01',
      spbillCreateIp: '127.0.0.1',
    },
    transport: { download: async () => ({ kind: 'answered', pieces: pieces(), brokenOff: () => null, drop() {} }) },
    complain: (event, fields) => void told.push(`${event} ${JSON.stringify(fields)}`),
    hear() {},
  });
  const end = await ask('2026-11-22', (rows) => void lines.push(...linesOf(rows)));
  const isPlain = !BY_CALL.includes(bytes[0] ?? 0) && bytes.length > 0 && !/^\s/.test(String.fromCharCode(bytes[0] ?? 0));
  holds(!isPlain || JSON.stringify({ lines, end }) === JSON.stringify(alone), 'the call read otherwise than the reader');
  if (!isPlain) addsUp({ lines, end }, null);
  const { outcome, told: said } = tried(end);
  return { outcome, told: `${told.join()} ${said}` };
}

function tried(end: BillOutcome): Tried {
  if (end.kind === 'read' || end.kind === 'none' || end.kind === 'not_yet') return { ...TAKEN, told: '' };
  return end.kind === 'malformed' ? refused(end.why) : refused(end.doubt, `${end.doubt} ${end.acquirerCode}`);
}

/** What is believed adds up, line by line. @param bytes to be counted once more, in another way */
function addsUp({ lines, end }: Read, bytes: Uint8Array | null): void {
  for (const line of lines) {
    holds(line.orderNo !== '' && line.transactionId !== '' && line.refundNo !== '', 'a line without its numbers');
    holds(
      Number.isSafeInteger(line.atMs) && Number.isSafeInteger(line.amountFen) && Number.isSafeInteger(line.feeMicroYuan),
      'a line with half a fen',
    );
    holds(
      (line.refundFen === null || Number.isSafeInteger(line.refundFen)) && (line.kind !== 'payment' || line.refundFen === null),
      'a payment that goes back',
    );
  }
  if (end.kind !== 'read') return;
  const { count, amountFen, feeMicroYuan } = end.summary;
  const sum = (of: (line: BillLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  holds(
    count === lines.length && amountFen === sum((line) => line.amountFen) && feeMicroYuan === sum((line) => line.feeMicroYuan),
    'sums that are not those of the lines',
  );
  if (!bytes) return;
  const quoted = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('`'));
  holds(quoted.length === count + 1, 'not as many lines as there are');
}

/** The same lines under sums that fit: they are read, unless a line itself is refused. */
function resealed(bytes: Uint8Array): void {
  const end = Buffer.from(bytes).indexOf('总交易单数');
  const body = Buffer.from(bytes).subarray(0, end < 0 ? bytes.length : end);
  const { lines, end: alone } = read(body, body.length || 1);
  if (alone.kind !== 'malformed' || alone.why !== 'ends without its sums' || lines.length === 0) return;
  const sum = (of: (line: BillLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const fee = sum((line) => line.feeMicroYuan);
  if (fee % 10 !== 0) return;
  const sums = `\`${lines.length},\`${yuan(sum((line) => line.amountFen))},\`${yuan(sum((line) => line.refundFen ?? 0))},\`${feeText(fee)}\n`;
  const headings = [
    ['订单总金额', '申请退款总金额'],
    ['总交易额', '总退款金额'],
    ['应结订单总金额', '申请退款总金额'],
    ['订单总金额', '退款总金额'],
  ];
  for (const [amount, refund] of headings) {
    const again = Buffer.concat([body, bytesOf(`总交易单数,${amount},${refund},手续费总金额\n${sums}`)]);
    addsUp(read(again, 997), again);
  }
}
