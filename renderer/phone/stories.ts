import type { WalletPayment, WalletView } from '../../src/contract/sandbox.ts';
import type { CameraState } from '../camera/session.ts';

/** One state of the phone, for pictures and for checks of contrast. Nothing in it is real. */
export type Story = {
  readonly name: string;
  /** Told one after another; null is the lost line. */
  readonly views: readonly (WalletView | null)[];
  /** Buttons pressed after that, each found by its sign in the language of the picture. */
  readonly presses?: readonly ('figure' | 'mistype' | 'enlarge' | 'payments' | 'practice' | 'bill' | 'scan')[];
  readonly camera?: CameraState;
  /** What the camera reads, and with which problem's code its scan is refused; without one it is never answered. */
  readonly found?: { readonly content: string; readonly refusal?: string };
};

/** 22 November 2026, 14:32:39 wherever the picture is made. */
const NOW = new Date(2026, 10, 22, 14, 32, 39).getTime();
const MINUTE = 60_000;

const ASKED: WalletPayment = {
  orderNo: 'S2611221432080008813',
  transactionId: null,
  amountFen: 12_800,
  currency: 'CNY',
  by: 'code',
  description: '人民路店',
  atMs: NOW,
  state: 'awaiting_password',
  refundedFen: 0,
};
const PAID: WalletPayment = { ...ASKED, state: 'paid', transactionId: '4200002611202611220000008813' };

const HISTORY: readonly WalletPayment[] = [
  { ...PAID, orderNo: 'S2611221420020005521', transactionId: '4200002611202611220000005521', amountFen: 3_650, atMs: NOW - 12 * MINUTE },
  {
    ...PAID,
    orderNo: 'S2611221411560003307',
    transactionId: '4200002611202611220000003307',
    amountFen: 128_000,
    atMs: NOW - 21 * MINUTE,
    state: 'returned',
  },
  {
    ...PAID,
    orderNo: 'S2611221408300002860',
    transactionId: '4200002611202611220000002860',
    amountFen: 23_500,
    atMs: NOW - 24 * MINUTE,
    state: 'partly_refunded',
    refundedFen: 8_000,
  },
  { ...ASKED, orderNo: 'S2611221405100002214', amountFen: 9_900, atMs: NOW - 27 * MINUTE, state: 'given_up' },
  { ...ASKED, orderNo: 'S2611221358400001175', amountFen: 45_000, atMs: NOW - 34 * MINUTE, state: 'expired' },
];

const CODE: WalletView = {
  merchant: '人民路店',
  code: { authCode: '134512345678907712', expiresAtMs: NOW + 47_000, renewsInMs: 47_000 },
  network: 'on',
  balanceFen: 86_240,
  passwordAbove: 0,
  payments: HISTORY,
};
const SEEING: CameraState = {
  kind: 'running',
  isSeeing: true,
  isTorchOn: false,
  label: '',
  isUserFacing: false,
  hasTorch: true,
  isMirrored: false,
  cameraCount: 2,
  width: 1280,
  height: 720,
};
const MERCHANTS = 'weixin://wxpay/bizpayurl?pr=0000000';
const SCANNING = { views: [CODE], presses: ['scan'], camera: SEEING } as const;

const DIALOG: WalletView = { ...CODE, payments: [ASKED, ...HISTORY] };

function ended(payment: WalletPayment): WalletView {
  return { ...CODE, payments: [payment, ...HISTORY] };
}

export const STORIES: readonly Story[] = [
  { name: 'code', views: [CODE] },
  { name: 'renewing', views: [{ ...CODE, code: { ...CODE.code, renewsInMs: 4_000 } }] },
  { name: 'barcode', views: [CODE], presses: ['enlarge'] },
  { name: 'new', views: [{ ...CODE, payments: [], passwordAbove: 100_000, balanceFen: 10_000_000 }] },
  { name: 'no-network', views: [{ ...CODE, network: 'off' }] },
  { name: 'password', views: [DIALOG], presses: ['figure', 'figure', 'figure'] },
  { name: 'wrong-password', views: [DIALOG], presses: ['figure', 'mistype'] },
  { name: 'scan', ...SCANNING },
  { name: 'scan-asking', ...SCANNING, camera: { kind: 'asking' } },
  { name: 'scan-none', ...SCANNING, camera: { kind: 'none' } },
  { name: 'scan-refused', ...SCANNING, camera: { kind: 'refused' } },
  { name: 'scan-stopped', ...SCANNING, camera: { kind: 'stopped', why: 'idle' } },
  { name: 'scan-opening', ...SCANNING, found: { content: MERCHANTS } },
  { name: 'scan-unknown', ...SCANNING, found: { content: MERCHANTS, refusal: 'unknown_code' } },
  { name: 'scan-over', ...SCANNING, found: { content: MERCHANTS, refusal: 'order_over' } },
  { name: 'scan-alipay', ...SCANNING, found: { content: 'https://qr.alipay.com/fkx00000invented' } },
  { name: 'scan-no-network', ...SCANNING, camera: { kind: 'none' }, found: { content: MERCHANTS, refusal: 'no_network' } },
  { name: 'scan-password', views: [{ ...DIALOG, payments: [{ ...ASKED, by: 'scan' }, ...HISTORY] }], presses: ['figure', 'figure'] },
  { name: 'link-password', views: [{ ...DIALOG, payments: [{ ...ASKED, by: 'link', currency: 'HKD', amountFen: 80_050 }] }] },
  { name: 'paid', views: [DIALOG, ended(PAID)] },
  { name: 'given-up', views: [DIALOG, ended({ ...ASKED, state: 'given_up' })] },
  { name: 'expired', views: [DIALOG, ended({ ...ASKED, state: 'expired' })] },
  { name: 'returned', views: [ended(PAID), ended({ ...PAID, state: 'returned' })] },
  { name: 'payments', views: [ended(PAID)], presses: ['payments'] },
  { name: 'bill', views: [ended(PAID)], presses: ['payments', 'bill'] },
  { name: 'practice', views: [CODE], presses: ['practice'] },
  { name: 'lost', views: [CODE, null] },
];
