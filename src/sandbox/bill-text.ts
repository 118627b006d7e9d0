import { beijingTime, speltTime } from './beijing-time.ts';
import type { BillRow } from './bill-rows.ts';

/** Source: WeChat Pay v2, download bill, `bill_type`. The bill of recharge refunds is always empty here. */
export const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND', 'RECHARGE_REFUND'] as const;
export type BillType = (typeof BILL_TYPES)[number];

export type BillMerchant = { readonly appId: string; readonly mchId: string };

type Cell = (row: BillRow, merchant: BillMerchant) => string;

/** What stands under each heading. Source: as above. */
const CELLS = {
  交易时间: ({ atMs }) => spelt(atMs),
  公众账号ID: (_, { appId }) => appId,
  商户号: (_, { mchId }) => mchId,
  特约商户号: ({ order }) => order.subMchId || '0',
  设备号: ({ order }) => plain(order.deviceInfo),
  微信订单号: ({ order }) => order.transactionId,
  商户订单号: ({ order }) => order.orderNo,
  用户标识: ({ order }) => order.openId,
  交易类型: ({ order }) => order.tradeType,
  交易状态: ({ state }) => state,
  付款银行: () => 'CMB_DEBIT',
  货币种类: () => 'CNY',
  应结订单金额: ({ settledFen }) => yuan(settledFen),
  代金券金额: ({ couponFen }) => yuan(couponFen),
  退款申请时间: ({ atMs }) => spelt(atMs),
  退款成功时间: ({ back }) => (back?.doneAtMs ? spelt(back.doneAtMs) : ''),
  微信退款单号: ({ back }) => back?.refundId ?? '0',
  商户退款单号: ({ back }) => back?.refundNo ?? '0',
  退款金额: ({ back }) => yuan(back?.settledFen ?? 0),
  充值券退款金额: ({ back }) => yuan(back?.couponFen ?? 0),
  退款类型: ({ back }) => (back ? 'ORIGINAL' : ''),
  退款状态: ({ back }) => back?.status ?? '',
  商品名称: ({ order }) => plain(order.description),
  商户数据包: ({ order }) => plain(order.attach),
  手续费: ({ feeFen }) => `${yuan(feeFen)}000`, // five decimals, of which the last three are never used
  费率: () => '0.60%',
  订单金额: ({ orderFen }) => yuan(orderFen),
  申请退款金额: ({ back }) => yuan(back?.amountFen ?? 0),
  费率备注: () => '',
} satisfies Record<string, Cell>;

const REFUND_ONLY = ['微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态', '申请退款金额'];
const REFUND_TIMES = ['退款申请时间', '退款成功时间'];
const HEADINGS = Object.keys(CELLS) as (keyof typeof CELLS)[];

const COLUMNS: Readonly<Record<BillType, readonly (keyof typeof CELLS)[]>> = {
  ALL: HEADINGS.filter((heading) => !REFUND_TIMES.includes(heading)),
  SUCCESS: HEADINGS.filter((heading) => !REFUND_TIMES.includes(heading) && !REFUND_ONLY.includes(heading)),
  REFUND: HEADINGS,
  RECHARGE_REFUND: HEADINGS,
};

/** What the last line adds up to. */
export type BillSums = { readonly count: number; readonly orderFen: number; readonly feeFen: number };

/** Writes a bill as the platform does: byte order mark, CRLF, back-quotes before values and not before headings. @param correct makes the sums say something else; null leaves them away */
export function billText(
  rows: readonly BillRow[],
  type: BillType,
  { merchant, correct }: { merchant: BillMerchant; correct: ((sums: BillSums) => BillSums) | null },
): string {
  const columns = COLUMNS[type];
  const lines = rows.map((row) => quoted(columns.map((column) => (CELLS[column] as Cell)(row, merchant))));
  return `\ufeff${[columns.join(','), ...lines, ...(correct ? sumLines(rows, correct) : [])].map((line) => `${line}\r\n`).join('')}`;
}

function sumLines(rows: readonly BillRow[], correct: (sums: BillSums) => BillSums): readonly string[] {
  const sum = (of: (row: BillRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const { count, orderFen, feeFen } = correct({
    count: rows.length,
    orderFen: sum((row) => row.orderFen),
    feeFen: sum((row) => row.feeFen),
  });
  const values = [
    `${count}.0`, // as seen
    yuan(sum(({ settledFen }) => settledFen)),
    yuan(sum(({ back }) => back?.settledFen ?? 0)),
    yuan(sum(({ back }) => back?.couponFen ?? 0)),
    `${yuan(feeFen)}000`,
    yuan(orderFen),
    yuan(sum(({ back }) => back?.amountFen ?? 0)),
  ];
  return ['总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额', quoted(values)];
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `\`${value}`).join(',');
}

/** A line break within a value would be one of the bill. */
function plain(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ');
}

function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `yyyy-MM-dd HH:mm:ss`. */
function spelt(atMs: number): string {
  return speltTime(beijingTime(atMs));
}
