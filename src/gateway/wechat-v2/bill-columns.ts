/** What of a bill's line is read. */
export type Column =
  | 'time'
  | 'askedAt' // when a refund was asked for: in bills of refunds
  | 'device'
  | 'transactionId'
  | 'orderNo'
  | 'tradeType'
  | 'state'
  | 'currency'
  | 'acquirerRefundNo'
  | 'refundNo'
  | 'refundStatus'
  | MoneyColumn;

/** Columns that hold yuan, and those that the summary adds up. */
export const MONEY_COLUMNS = ['order', 'total', 'settled', 'coupon', 'applied', 'refund', 'couponRefund', 'fee'] as const;
export type MoneyColumn = (typeof MONEY_COLUMNS)[number];

/** The columns' headings in all the layouts there are or were. Source: download bill, ALL, SUCCESS, REFUND, RECHARGE_REFUND, and the format before 2018. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  time: ['交易时间'],
  askedAt: ['退款申请时间'],
  device: ['设备号'],
  transactionId: ['微信订单号'],
  orderNo: ['商户订单号'],
  tradeType: ['交易类型'],
  state: ['交易状态'],
  currency: ['货币种类'],
  acquirerRefundNo: ['微信退款单号'],
  refundNo: ['商户退款单号'],
  refundStatus: ['退款状态'],
  order: ['订单金额'],
  total: ['总金额'],
  settled: ['应结订单金额'],
  coupon: ['代金券金额', '代金券或立减优惠金额', '企业红包金额'],
  applied: ['申请退款金额'],
  refund: ['退款金额'],
  couponRefund: ['充值券退款金额', '代金券或立减优惠退款金额', '企业红包退款金额'],
  fee: ['手续费'],
};

/** Headings of the last but one line, and the column whose sum stands under each. Source: as above. */
const SUMMARY_HEADINGS: Readonly<Record<string, MoneyColumn | 'count'>> = {
  总交易单数: 'count',
  订单总金额: 'order',
  总交易额: 'total',
  应结订单总金额: 'settled',
  申请退款总金额: 'applied',
  退款总金额: 'refund',
  总退款金额: 'refund',
  充值券退款总金额: 'couponRefund',
  总代金券或立减优惠退款金额: 'couponRefund',
  总企业红包退款金额: 'couponRefund',
  手续费总金额: 'fee',
};

/** The two texts that a merchant writes freely; whatever stands in them, columns before and after them are counted from either end. */
const FREE_TEXTS = ['商品名称', '商户数据包'] as const;

/** Without these a line says nothing. */
const NEEDED: readonly Column[] = ['time', 'transactionId', 'orderNo', 'tradeType', 'state', 'fee'];

/** More headings than the longest layout has, twice over. */
const MOST_COLUMNS = 64;

/** Where each column stands. */
export type Layout = {
  readonly columns: number;
  readonly at: Readonly<Record<Column, number>>; // -1: this bill has none
  readonly amount: MoneyColumn; // the one that tells the whole order's amount
  readonly refund: MoneyColumn | null; // the one that tells what a refund gives back; null: a bill without refunds
  readonly freeFrom: number; // columns beyond this one are counted from the end when a line has more cells; -1: then it may not
};

/** Reads the first line. @returns the layout, or what is wrong with it */
export function readLayout(line: string): Layout | string {
  const headings = splitHeadings(line);
  if (headings === null) return 'header';
  const places = Object.entries(HEADINGS).map(([column, names]) => [column, headings.findIndex((heading) => names.includes(heading))]);
  const at = Object.fromEntries(places) as Record<Column, number>;
  const missing = NEEDED.find((column) => at[column] < 0);
  if (missing) return `header without ${HEADINGS[missing][0]}`;
  const amount = (['order', 'total', 'settled'] as const).find((column) => at[column] >= 0);
  if (!amount) return `header without ${HEADINGS.order[0]}`;
  const refund = (['applied', 'refund'] as const).find((column) => at[column] >= 0) ?? null;
  const goods = headings.indexOf(FREE_TEXTS[0]);
  const areTogether = goods >= 0 && headings[goods + 1] === FREE_TEXTS[1];
  return { columns: headings.length, at, amount, refund, freeFrom: areTogether ? goods : -1 };
}

/** Reads the headings of the sums. @returns the columns in their order, null for an unknown one; or what is wrong with them */
export function readSummaryLayout(line: string, { at, amount, refund }: Layout): readonly (MoneyColumn | 'count' | null)[] | string {
  const headings = splitHeadings(line);
  if (headings === null) return 'summary';
  const columns = headings.map((heading) => SUMMARY_HEADINGS[heading] ?? null);
  const needed = ['count', amount, ...(refund ? [refund] : []), 'fee'] as const;
  const missing = needed.find((column) => !columns.includes(column));
  if (missing) return `summary without ${missing}`;
  const known = columns.filter((column) => column !== null && (column === 'count' || at[column] >= 0));
  return new Set(known).size === known.length ? columns : 'summary';
}

/** Whether a line begins the summary. */
export function isSummaryHeading(line: string): boolean {
  return splitHeadings(line)?.[0] === '总交易单数';
}

/** Manuals print full-width commas here and there. @returns null when a heading comes twice, or there are too many */
function splitHeadings(line: string): readonly string[] | null {
  const headings = line.split(/[,，]/, MOST_COLUMNS + 1).map((heading) => heading.replace(/^`/, '').trim());
  const isPlain = headings.length <= MOST_COLUMNS && new Set(headings).size === headings.length;
  return isPlain ? headings : null;
}
