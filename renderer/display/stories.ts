import type { DisplayView, NotPaid, Scene } from '../../src/contract/display.ts';

/** One page of a customer display or a kiosk, for pictures and for checks. Nothing in it is real. */
export type Story = {
  readonly name: string;
  /** The pages that are drawn instead of a view. */
  readonly page?: 'lost' | 'shut' | 'pairing' | 'pairing-wrong' | 'pairing-revoked';
  readonly view?: Partial<DisplayView>;
  /** Selectors that are pressed before the picture. */
  readonly presses?: readonly string[];
  readonly answer?: string; // the code that a command is refused with
};

const AMOUNT = { amount: 12_800, currency: 'CNY' } as const;
const CODE_URL = 'weixin://wxpay/bizpayurl?pr=p9lBvkdzz';
const LONG_LINK = 'https://pay.example.com/checkout/s/2f8b1c6e9a7d4c5f8e3b0a1d2c4e6f8a?channel=wechat&lang=zh';
const QR = { kind: 'scan_qr', ...AMOUNT, content: CODE_URL, endsInMs: 258_000, validMs: 300_000 } as const;

export const STORY_VIEW: DisplayView = {
  store: { name: '人民路店', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
  mode: 'live',
  role: 'display',
  pictures: [],
  buttons: [],
  currency: 'CNY',
  scene: { kind: 'idle' },
  sceneId: 'sale-1',
};

const REASONS: readonly NotPaid[] = [
  'code_expired',
  'code_unusable',
  'insufficient_funds',
  'card_not_supported',
  'refused',
  'no_line',
  'given_up',
  'other',
];

function scene(drawn: Scene, more: Partial<DisplayView> = {}): Partial<DisplayView> {
  return { scene: drawn, ...more };
}

const GOODS: DisplayView['buttons'] = [
  { label: { 'zh-CN': '成人票', en: 'Adult', ko: '성인' }, amount: 6_000 },
  { label: { 'zh-CN': '儿童票', en: 'Child', ko: '어린이' }, amount: 3_000 },
  { label: { 'zh-CN': '家庭票（两大两小）', en: 'Family, two adults and two children', ko: '가족(성인 2, 어린이 2)' }, amount: 15_000 },
  { label: { 'zh-CN': '寄存柜', en: 'Locker', ko: '보관함' }, amount: 1_000 },
  { label: { 'zh-CN': '语音导览', en: 'Audio guide', ko: '오디오 가이드' }, amount: 2_000 },
  { label: { 'zh-CN': '矿泉水', en: 'Water', ko: '생수' }, amount: 300 },
];

function goods(count: number): DisplayView['buttons'] {
  return Array.from({ length: count }, (_, index) => GOODS[index % GOODS.length]).flatMap((button) => (button ? [button] : []));
}

function kiosk(count: number, more: Partial<DisplayView> = {}): Partial<DisplayView> {
  return { role: 'self_service', buttons: goods(count), ...more };
}

/** A picture as a shop would give it, here of two flat colours. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice"><rect width="160" height="90" fill="#e7d9c3"/><circle cx="112" cy="52" r="28" fill="#7a4b2a"/><circle cx="112" cy="52" r="22" fill="#c89b6d"/><rect x="16" y="34" width="52" height="7" fill="#7a4b2a"/><rect x="16" y="47" width="36" height="5" fill="#a5764c"/></svg>',
)}`;

export const STORIES: readonly Story[] = [
  { name: 'idle', view: {} },
  { name: 'idle-picture', view: { pictures: [PICTURE] } },
  { name: 'show-code', view: scene({ kind: 'show_code', ...AMOUNT }) },
  { name: 'qr', view: scene(QR) },
  { name: 'qr-long', view: scene({ ...QR, content: LONG_LINK, endsInMs: 41_000 }) },
  { name: 'qr-picture', view: scene({ ...QR, content: 'data:image/' }) },
  { name: 'qr-most', view: scene({ ...QR, amount: 9_999_999_999, currency: 'HKD' }) },
  { name: 'password', view: scene({ kind: 'password', ...AMOUNT, waitedMs: 2_000 }) },
  { name: 'password-long', view: scene({ kind: 'password', ...AMOUNT, waitedMs: 21_000 }) },
  { name: 'working', view: scene({ kind: 'working', ...AMOUNT }) },
  { name: 'paid', view: scene({ kind: 'paid', ...AMOUNT, at: '2026-11-22T14:32:39+08:00' }) },
  ...REASONS.map((why) => ({ name: `not-paid-${why.replaceAll('_', '-')}`, view: scene({ kind: 'not_paid', ...AMOUNT, why }) })),
  { name: 'training', view: scene(QR, { mode: 'sandbox' }) },
  { name: 'kiosk-order', view: kiosk(6) },
  { name: 'kiosk-order-one', view: kiosk(1) },
  { name: 'kiosk-order-24', view: kiosk(24) },
  { name: 'kiosk-order-40', view: kiosk(40) },
  { name: 'kiosk-refused', view: kiosk(6), presses: ['main li:nth-child(2) button'], answer: 'terminal_busy' },
  { name: 'kiosk-qr', view: kiosk(6, scene({ ...QR, amount: 6_000 })) },
  { name: 'kiosk-training', view: kiosk(24, { mode: 'sandbox' }) },
  { name: 'kiosk-paid', view: kiosk(6, scene({ kind: 'paid', amount: 6_000, currency: 'CNY', at: '2026-11-22T14:32:39+08:00' })) },
  { name: 'lost', page: 'lost' },
  { name: 'shut', page: 'shut' },
  { name: 'pairing', page: 'pairing' },
  { name: 'pairing-wrong', page: 'pairing-wrong' },
  { name: 'pairing-revoked', page: 'pairing-revoked' },
];
