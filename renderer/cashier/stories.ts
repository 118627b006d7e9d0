import type { Charge } from '../../src/contract/charge.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { FindingView } from '../../src/contract/finding.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { ParkedSale } from '../../src/contract/parked-sale.ts';
import type { ScanNotice, Stage, TerminalView, TodoCharge } from '../../src/contract/view.ts';
import type { CameraFacts, CameraState } from '../camera/session.ts';
import { DOCTOR_STORIES } from '../doctor/stories.ts';
import { inquiryStories } from './inquiry/stories.ts';

/** One state of the cashier's screen, for pictures and for checks of contrast. Nothing in it is real. */
export type Story = {
  readonly name: string;
  readonly view: TerminalView;
  /** Physical keys pressed after the first drawing, slowly, as a person does; `touch:SELECTOR` touches something. */
  readonly keys?: readonly string[];
  /** So long later, for a key that is held, and what is pressed then. */
  readonly thenMs?: number;
  readonly thenKeys?: readonly string[];
  /** Who stands at the counter; nothing is known of that where nothing is said. */
  readonly office?: OfficeView;
  /** What the office says to every command. */
  readonly officeAnswer?: OfficeAnswer;
  /** What it says to commands of a kind, instead; and what its lists say, by name. */
  readonly officeAnswers?: Readonly<Record<string, OfficeAnswer>>;
  readonly reads?: Readonly<Record<string, unknown>>;
  /** A scan refused after the first drawing. */
  readonly notice?: ScanNotice;
  /** How the camera stands; off where nothing is said. */
  readonly camera?: CameraState;
  /** What the page about scanners shows. */
  readonly doctor?: DoctorView;
  /** Instead of the view: the window without its terminal. */
  readonly link?: 'connecting' | 'lost' | 'refused';
};

const CHARGE: Charge = {
  id: 'story-charge-8813',
  orderNo: 'S2611221432080008813',
  tillReference: null,
  method: 'payment_code',
  amount: 12800,
  currency: 'CNY',
  description: '人民路店',
  status: 'awaiting_code',
  wallet: null,
  transactionId: null,
  paidAt: null,
  declineCode: null,
  declineMessage: null,
  acquirerCode: null,
  refundedAmount: 0,
  codeHint: null,
  qr: null,
  shiftId: null,
  createdAt: '2026-11-22T14:32:08+08:00',
  updatedAt: '2026-11-22T14:32:09+08:00',
};

const SENT = { codeHint: '1345••••••••••7712' } as const;

const RECENT: readonly Charge[] = [
  past({ id: 'r1', orderNo: 'S2611221429000008812', amount: 3600, status: 'paid', at: '14:29:11' }),
  past({ id: 'r2', orderNo: 'S2611221426000005530', amount: 15240, status: 'paid', at: '14:26:40' }),
  past({ id: 'r3', orderNo: 'S2611221425000005529', amount: 15240, status: 'declined', at: '14:25:58', declineCode: 'code_expired' }),
];

const UNKNOWN: TodoCharge = {
  ...past({ id: 't1', orderNo: 'S2611221433000008814', amount: 12800, status: 'unresolved', at: '14:33:12' }),
  origin: 'cashier',
  endsInMs: null,
  questions: 4,
  submittedAt: '2026-11-22T14:33:24+08:00',
};

const QUEUED: TodoCharge = {
  ...past({ id: 't2', orderNo: 'S2611221434000008815', amount: 4650, status: 'queued', at: '14:34:50' }),
  ...{ origin: 'cashier', endsInMs: 38_000, questions: 0, submittedAt: null },
};

const PARKED: ParkedSale = {
  id: 'ps_story1',
  amount: 8900,
  currency: 'CNY',
  description: null,
  tillReference: null,
  note: '蓝衣服，去拿鸡蛋',
  status: 'parked',
  parkedBy: 'cashier',
  parkedAt: '2026-11-22T14:30:05+08:00',
  tender: null,
  chargeId: null,
  updatedAt: '2026-11-22T14:30:05+08:00',
};
const EXPIRED: ParkedSale = { ...PARKED, id: 'ps_story2', amount: 21200, note: null, parkedBy: 'expired_code' };
const BY_TILL: ParkedSale = { ...PARKED, id: 'till:A-2041', amount: 129900, note: null, parkedBy: 'till', tillReference: 'A-2041' };
const COLLECTING: ParkedSale = { ...PARKED, id: 'ps_story3', amount: 3600, note: '送货', status: 'collecting', chargeId: 't9' };

export const BASE: TerminalView = {
  store: { name: '人民路店', terminalId: 'T01', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
  mode: 'live',
  practice: null,
  methods: ['payment_code', 'merchant_qr'],
  displays: null,
  line: { status: 'online', sinceMs: 4_000_000 },
  scanners: [{ id: 's1', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' }],
  stage: { kind: 'keypad' },
  recent: RECENT,
  todo: [],
  parked: [],
  refunds: [],
  findings: [],
  today: { paidCount: 86, paidAmount: 421860 },
  journal: { damage: null, look: null, backupAt: '2026-11-22T04:00:00+08:00' },
  inquiry: null,
  notice: null,
};

const FIRST_PAID = past({ id: 'f1', orderNo: 'S2611221430000008811', amount: 12800, status: 'paid', at: '14:30:27' });
const SECOND_PAID = past({ id: CHARGE.id, orderNo: CHARGE.orderNo, amount: 12800, status: 'paid', at: '14:32:39' });

/** Paid twice by the same customer, in two minutes. */
const TWICE: FindingView = {
  id: 'f1+story',
  kind: 'paid_twice',
  evidence: 'same_payer',
  chargeId: SECOND_PAID.id,
  otherChargeId: FIRST_PAID.id,
  amount: 12800,
  currency: 'CNY',
  status: 'open',
  remedy: null,
  refundId: null,
  reason: null,
  raisedAt: '2026-11-22T14:32:39+08:00',
  updatedAt: '2026-11-22T14:32:39+08:00',
  later: SECOND_PAID,
  earlier: FIRST_PAID,
  givingBack: 'no',
};
const CASH_TOO: FindingView = { ...TWICE, id: 'f2', evidence: 'cash_and_wallet', otherChargeId: null, earlier: null, givingBack: 'failed' };
const GOING_BACK: FindingView = { ...TWICE, id: 'f3', evidence: 'same_sale', givingBack: 'underway' };

const OFFLINE = { line: { status: 'offline', sinceMs: 42_000 } } as const;
const LONG_OFFLINE = { line: { status: 'offline', sinceMs: 96_000 } } as const;
const TRAINING: Pick<TerminalView, 'mode' | 'practice'> = {
  mode: 'sandbox',
  practice: { phoneUrl: 'about:blank#phone', faultsUrl: 'about:blank#faults' },
};

const WEBCAM: CameraFacts = {
  label: 'HD Webcam',
  isUserFacing: true,
  hasTorch: false,
  isMirrored: false,
  cameraCount: 1,
  width: 1280,
  height: 720,
};
const SEEING: CameraState = { kind: 'running', isSeeing: true, isTorchOn: false, ...WEBCAM };

type StageFacts = Partial<Omit<Extract<Stage, { kind: 'charge' }>, 'kind' | 'charge'>>;

function staged(charge: Partial<Charge>, facts: StageFacts = {}, more: Partial<TerminalView> = {}): TerminalView {
  const stage: Stage = {
    kind: 'charge',
    charge: { ...CHARGE, ...charge },
    origin: 'cashier',
    undoReason: null,
    endsInMs: null,
    heldMs: null,
    waitedMs: null,
    questions: 0,
    submittedAt: null,
    settledWith: null,
    ...facts,
  };
  return { ...BASE, stage, ...more };
}

type Past = Pick<Charge, 'id' | 'orderNo' | 'amount' | 'status'> & Partial<Charge> & { readonly at: string };

function past({ at, ...charge }: Past): Charge {
  const time = `2026-11-22T${at}+08:00`;
  return { ...CHARGE, ...SENT, createdAt: time, updatedAt: time, paidAt: charge.status === 'paid' ? time : null, ...charge };
}

const SENT_AT = '2026-11-22T14:32:08+08:00';
const PAID = {
  ...SENT,
  status: 'paid',
  wallet: 'wechat',
  paidAt: '2026-11-22T14:32:39+08:00',
  transactionId: '4200000000202611220000008813',
} as const;

/** Every state of the screen. */
export const STORIES: readonly Story[] = [
  { name: 'keypad', view: BASE, keys: ['Digit1', 'Digit2', 'Digit8'] },
  { name: 'keypad-empty', view: BASE },
  {
    name: 'keypad-tape',
    view: BASE,
    keys: ['Digit1', 'Digit8', 'Period', 'Digit6', 'NumpadAdd', 'Digit8', 'Digit9', 'NumpadAdd', 'Digit2', 'Digit0', 'Period', 'Digit4'],
  },
  { name: 'keypad-large', view: BASE, keys: [...'99999999'].map((digit) => `Digit${digit}`) },
  { name: 'keypad-training', view: { ...BASE, ...TRAINING, recent: [], today: { paidCount: 0, paidAmount: 0 } } },
  { name: 'keypad-offline', view: { ...BASE, ...OFFLINE, todo: [UNKNOWN] } },
  { name: 'scan-now', view: staged({}) },
  { name: 'scan-now-till', view: staged({ description: '苹果 1.2 kg 等 3 项' }, { origin: 'till' }) },
  { name: 'scan-now-training', view: staged({}, {}, TRAINING) },
  { name: 'scan-refused', view: staged({}), notice: { kind: 'foreign_wallet', wallet: 'alipay' } },
  { name: 'camera-asking', view: staged({}), camera: { kind: 'asking' } },
  { name: 'camera-seeing', view: staged({}), camera: SEEING },
  {
    name: 'camera-seeing-training',
    view: staged({}, {}, TRAINING),
    camera: { ...SEEING, isMirrored: true, hasTorch: true, isTorchOn: true, cameraCount: 2 },
  },
  { name: 'camera-refused', view: staged({}), camera: { kind: 'refused' } },
  { name: 'camera-none', view: staged({}, {}, { scanners: [] }), camera: { kind: 'none' } },
  { name: 'camera-busy', view: staged({}), camera: { kind: 'busy' } },
  { name: 'camera-lost', view: staged({}), camera: { kind: 'lost' } },
  { name: 'camera-broken', view: staged({}, {}, TRAINING), camera: { kind: 'broken' } },
  { name: 'camera-hidden', view: staged({}), camera: { kind: 'stopped', why: 'hidden' } },
  { name: 'camera-idle', view: staged({}), camera: { kind: 'stopped', why: 'idle' } },
  { name: 'queued', view: staged({ ...SENT, status: 'queued' }, { endsInMs: 38_000 }, OFFLINE) },
  { name: 'queued-dead', view: staged({ ...SENT, status: 'queued' }, { endsInMs: 0 }, OFFLINE) },
  { name: 'submitting', view: staged({ ...SENT, status: 'submitting' }, { waitedMs: 1_000, submittedAt: SENT_AT }) },
  {
    name: 'password-wait',
    view: staged({ ...SENT, status: 'awaiting_customer' }, { waitedMs: 6_000, endsInMs: 39_000, submittedAt: SENT_AT, questions: 1 }),
  },
  {
    name: 'password-wait-long',
    view: staged({ ...SENT, status: 'awaiting_customer' }, { waitedMs: 24_000, endsInMs: 21_000, submittedAt: SENT_AT, questions: 4 }),
  },
  {
    name: 'password-wait-training',
    view: staged(
      { ...SENT, status: 'awaiting_customer' },
      { waitedMs: 24_000, endsInMs: 21_000, submittedAt: SENT_AT, questions: 4 },
      TRAINING,
    ),
  },
  { name: 'paid', view: staged(PAID, { submittedAt: SENT_AT }) },
  { name: 'paid-large', view: staged({ ...PAID, amount: 1234567890 }, { submittedAt: SENT_AT }) },
  { name: 'declined', view: staged({ ...SENT, status: 'declined', declineCode: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE' }) },
  {
    name: 'declined-till',
    view: staged({ ...SENT, status: 'declined', declineCode: 'insufficient_funds', acquirerCode: 'NOTENOUGH' }, { origin: 'till' }),
  },
  {
    name: 'declined-other',
    view: staged({ ...SENT, status: 'declined', declineCode: 'order_number_used', acquirerCode: 'ORDERREVERSED' }),
  },
  {
    name: 'unresolved',
    view: staged({ ...SENT, status: 'unresolved' }, { waitedMs: 40_000, questions: 4, submittedAt: '2026-11-22T14:33:12+08:00' }),
  },
  {
    name: 'unresolved-offline',
    view: staged({ ...SENT, status: 'unresolved' }, { waitedMs: 40_000, questions: 4, submittedAt: '2026-11-22T14:33:12+08:00' }, OFFLINE),
  },
  {
    name: 'scan-held',
    view: staged({ ...SENT, status: 'unresolved' }, { waitedMs: 40_000, questions: 4, submittedAt: '2026-11-22T14:33:12+08:00' }),
    notice: { kind: 'held' },
  },
  {
    name: 'reversing',
    view: staged(
      { ...SENT, status: 'reversing' },
      { waitedMs: 12_000, questions: 3, endsInMs: 3_000, submittedAt: SENT_AT, undoReason: 'canceled' },
    ),
  },
  { name: 'reversed', view: staged({ ...SENT, status: 'reversed' }, { submittedAt: SENT_AT, undoReason: 'customer_timeout' }) },
  { name: 'reversed-other', view: staged({ ...SENT, status: 'reversed' }, { submittedAt: SENT_AT, undoReason: 'canceled' }) },
  { name: 'canceled', view: staged({ status: 'canceled' }) },
  {
    name: 'settled',
    view: staged({ status: 'canceled' }, { settledWith: { transactionTail: '8812', at: '2026-11-22T14:32:39+08:00' } }),
  },
  { name: 'history', view: { ...BASE, todo: [UNKNOWN] }, keys: ['F8', 'ArrowDown', 'Enter'] },
  {
    name: 'todo',
    view: { ...BASE, ...LONG_OFFLINE, todo: [UNKNOWN, QUEUED], parked: [PARKED, EXPIRED] },
    keys: ['F6', 'ArrowDown', 'ArrowDown', 'ArrowDown'],
  },
  { name: 'todo-online', view: { ...BASE, parked: [PARKED, BY_TILL, COLLECTING] }, keys: ['F6', 'ArrowDown'] },
  { name: 'paid-twice', view: staged(PAID, { submittedAt: SENT_AT }, { findings: [TWICE] }) },
  { name: 'paid-twice-returning', view: staged(PAID, { submittedAt: SENT_AT }, { findings: [{ ...TWICE, givingBack: 'underway' }] }) },
  { name: 'todo-findings', view: { ...BASE, findings: [TWICE, CASH_TOO, GOING_BACK], todo: [UNKNOWN] }, keys: ['F6', 'ArrowDown'] },
  { name: 'todo-empty', view: BASE, keys: ['F6'] },
  { name: 'park', view: BASE, keys: ['Digit8', 'Digit9', 'F7'] },
  { name: 'park-queued', view: staged({ ...SENT, status: 'queued' }, { endsInMs: 38_000 }, OFFLINE), keys: ['F7'] },
  { name: 'keypad-parked', view: { ...BASE, parked: [PARKED, BY_TILL] }, keys: ['Digit1', 'Digit2', 'Digit8'] },
  { name: 'help', view: BASE, keys: ['F1'] },
  {
    name: 'scanner-some',
    view: {
      ...BASE,
      scanners: [...BASE.scanners, { id: 's2', kind: 'hid', name: 'Voyager 1400g', status: 'gone' }],
    },
  },
  { name: 'scanner-failed', view: { ...BASE, scanners: [{ id: 's1', kind: 'serial', name: '/dev/ttyUSB0', status: 'failed' }] } },
  { name: 'scanner-gone', view: { ...BASE, scanners: [{ id: 's1', kind: 'serial', name: '/dev/ttyUSB0', status: 'gone' }] } },
  {
    name: 'journal-damaged',
    view: {
      ...BASE,
      journal: { ...BASE.journal, damage: { entry: 20417, restoreCommand: 'npm run restore -- /home/till/.local/share/saoma' } },
    },
  },
  { name: 'connecting', view: BASE, link: 'connecting' },
  { name: 'lost', view: BASE, link: 'lost' },
  { name: 'refused', view: BASE, link: 'refused' },
];

/** A customer who says that he has paid, while the code of a sale is awaited. */
export const INQUIRIES: readonly Story[] = Object.entries(inquiryStories(CHARGE)).map(([name, inquiry]) => ({
  name: `inquiry-${name}`,
  view: staged({}, {}, { inquiry }),
}));

/** The page about scanners over the keypad. */
export const DOCTOR_PAGES: readonly Story[] = Object.entries(DOCTOR_STORIES).map(([name, doctor]) => ({
  name,
  view: BASE,
  keys: ['F10', 'Digit9'],
  doctor,
}));

/** The page of charges that the stories' history shows. */
export const STORY_PAGE: readonly Charge[] = [
  { ...CHARGE, ...PAID, description: '苹果 1.2 kg 等 3 项' },
  ...RECENT,
  past({ id: 'h5', orderNo: 'S2611221411000005521', amount: 5800, status: 'reversed', at: '14:11:30' }),
  past({ id: 'h6', orderNo: 'S2611221407000005518', amount: 7550, status: 'paid', at: '14:07:02', refundedAmount: 2000 }),
  past({ id: 'h7', orderNo: 'S2611221402000005517', amount: 880, status: 'canceled', at: '14:02:45' }),
  past({
    id: 'h8',
    orderNo: 'S2611211958000005401',
    amount: 46650,
    status: 'paid',
    at: '09:58:12',
    createdAt: '2026-11-21T19:58:12+08:00',
  }),
];
