import type { BillLine } from '../../bill.ts';

/** Bills as they stand on the wire, for tests. Nobody's real payments. */

const BEGINNING = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
];
const REFUND_COLUMNS = ['微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态'];
const END = ['商品名称', '商户数据包', '手续费', '费率', '订单金额', '申请退款金额', '费率备注'];
const SUMS = ['总交易单数', '应结订单总金额', '退款总金额', '充值券退款总金额', '手续费总金额', '订单总金额', '申请退款总金额'];

/** Headings of every layout there is or was. Source: download bill; sub-merchants' and the older format by their manuals. */
export const LAYOUTS = {
  all: { columns: [...BEGINNING, '应结订单金额', '代金券金额', ...REFUND_COLUMNS, ...END], sums: SUMS },
  success: { columns: [...BEGINNING, '应结订单金额', '代金券金额', ...END.filter((name) => name !== '申请退款金额')], sums: SUMS },
  refund: { columns: [...BEGINNING, '应结订单金额', '代金券金额', '退款申请时间', '退款成功时间', ...REFUND_COLUMNS, ...END], sums: SUMS },
  refund28: {
    columns: [
      ...BEGINNING,
      ...['应结订单金额', '代金券金额', '退款申请时间', '退款成功时间'],
      ...REFUND_COLUMNS,
      ...END.filter((name) => name !== '订单金额'),
    ],
    sums: SUMS,
  },
  recharge: {
    columns: [...BEGINNING, '应结订单金额', '代金券金额', '退款申请时间', '退款成功时间', ...REFUND_COLUMNS, ...END, '返还手续费'],
    sums: SUMS,
  },
  old: {
    columns: [
      ...BEGINNING.with(3, '子商户号'),
      ...['总金额', '代金券或立减优惠金额', '微信退款单号', '商户退款单号', '退款金额', '代金券或立减优惠退款金额', '退款类型', '退款状态'],
      ...['商品名称', '商户数据包', '手续费', '费率'],
    ],
    sums: ['总交易单数', '总交易额', '总退款金额', '总代金券或立减优惠退款金额', '手续费总金额'],
  },
} as const satisfies Record<string, { columns: readonly string[]; sums: readonly string[] }>;
export type LayoutName = keyof typeof LAYOUTS;

export type Row = {
  readonly state: 'SUCCESS' | 'REFUND' | 'REVOKED';
  readonly time: string;
  readonly orderNo: string;
  readonly transactionId: string;
  readonly device: string;
  readonly tradeType: string;
  readonly orderFen: number;
  readonly couponFen: number;
  readonly refundNo: string; // `0` when there is none
  readonly acquirerRefundNo: string;
  readonly refundFen: number;
  readonly refundStatus: string;
  readonly feeMicroYuan: number; // whole hundred-thousandths of a yuan: ten of these
  readonly goods: string;
  readonly attach: string;
};

export const PAYMENT_ROW: Row = {
  state: 'SUCCESS',
  time: '2026-11-22 10:34:12',
  orderNo: 'POS0731T04202611220001',
  transactionId: '4200002719202611225550142387',
  device: 'POS-0731-T04',
  tradeType: 'MICROPAY',
  orderFen: 2350,
  couponFen: 200,
  refundNo: '0',
  acquirerRefundNo: '0',
  refundFen: 0,
  refundStatus: '',
  feeMicroYuan: 140_000,
  goods: '禾木便利店-长沙五一店-日用百货',
  attach: 'shift=A;cashier=1007',
};

export const REFUND_ROW: Row = {
  ...PAYMENT_ROW,
  state: 'REFUND',
  time: '2026-11-22 14:03:10',
  orderFen: 0,
  couponFen: 0,
  refundNo: 'RFPOS0731T0420261122000101',
  acquirerRefundNo: '50302407192026112236541108273',
  refundFen: 800,
  refundStatus: 'PROCESSING',
  feeMicroYuan: -50_000,
};

export type BillStyle = {
  readonly layout?: LayoutName;
  readonly newline?: string;
  readonly mark?: string;
  readonly count?: (count: number) => string;
};

/** Writes a bill, its sums included. */
export function billText(
  rows: readonly Row[],
  { layout = 'all', newline = '\r\n', mark = '\ufeff', count = (n) => `${n}.0` }: BillStyle = {},
): string {
  const { columns, sums } = LAYOUTS[layout];
  const lines = rows.map((row) => quoted(columns.map((column) => cell(row, column))));
  const totals = sums.map((name) => (name === '总交易单数' ? count(rows.length) : total(rows, name)));
  return `${mark}${[columns.join(','), ...lines, sums.join(','), quoted(totals)].join(newline)}${newline}`;
}

/** Writes yuan with two decimals. */
export function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`;
}

/** Writes a fee with five decimals. */
export function feeText(microYuan: number): string {
  const digits = String(Math.abs(microYuan) / 10).padStart(6, '0');
  return `${microYuan < 0 ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5)}`;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `\`${value}`).join(',');
}

function cell(row: Row, column: string): string {
  switch (column) {
    case '交易时间':
    case '退款申请时间':
    case '退款成功时间':
      return row.time;
    case '公众账号ID':
      return 'wxd930ea5d5a258f4f';
    case '商户号':
      return '10000100';
    case '设备号':
      return row.device;
    case '微信订单号':
      return row.transactionId;
    case '商户订单号':
      return row.orderNo;
    case '用户标识':
      return 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E';
    case '交易类型':
      return row.tradeType;
    case '交易状态':
      return row.state;
    case '付款银行':
      return 'CMB_DEBIT';
    case '货币种类':
      return 'CNY';
    case '应结订单金额':
    case '总金额':
    case '订单金额':
      return yuan(row.orderFen);
    case '代金券金额':
    case '代金券或立减优惠金额':
      return yuan(row.couponFen);
    case '微信退款单号':
      return row.acquirerRefundNo;
    case '商户退款单号':
      return row.refundNo;
    case '退款金额':
    case '申请退款金额':
      return yuan(row.refundFen);
    case '退款类型':
      return row.refundStatus && 'ORIGINAL';
    case '退款状态':
      return row.refundStatus;
    case '商品名称':
      return row.goods;
    case '商户数据包':
      return row.attach;
    case '手续费':
      return feeText(row.feeMicroYuan);
    case '费率':
      return '0.60%';
    case '费率备注':
      return '';
    default:
      return '0.00';
  }
}

function total(rows: readonly Row[], name: string): string {
  const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
  if (name === '手续费总金额') return feeText(sum(({ feeMicroYuan }) => feeMicroYuan));
  if (/订单总金额|总交易额/.test(name)) return yuan(sum(({ orderFen }) => orderFen));
  return /券|优惠/.test(name) ? '0.0' : yuan(sum(({ refundFen }) => refundFen));
}

/** `PAYMENT_ROW` in our words. */
export const PAYMENT: BillLine = {
  kind: 'payment',
  atMs: Date.UTC(2026, 10, 22, 2, 34, 12),
  orderNo: 'POS0731T04202611220001',
  transactionId: '4200002719202611225550142387',
  deviceInfo: 'POS-0731-T04',
  tradeType: 'MICROPAY',
  amountFen: 2350 as BillLine['amountFen'],
  couponFen: 200 as BillLine['amountFen'],
  refundNo: null,
  acquirerRefundNo: null,
  refundFen: null,
  refundStatus: null,
  feeMicroYuan: 140_000,
};

/** `REFUND_ROW` in our words. */
export const REFUND: BillLine = {
  ...PAYMENT,
  kind: 'refund',
  atMs: Date.UTC(2026, 10, 22, 6, 3, 10),
  amountFen: 0 as BillLine['amountFen'],
  couponFen: 0 as BillLine['amountFen'],
  refundNo: 'RFPOS0731T0420261122000101',
  acquirerRefundNo: '50302407192026112236541108273',
  refundFen: 800 as BillLine['amountFen'],
  refundStatus: 'processing',
  feeMicroYuan: -50_000,
};
