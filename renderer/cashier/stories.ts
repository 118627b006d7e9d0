import type { Charge } from '../../src/contract/charge.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { ScanNotice, TerminalView } from '../../src/contract/view.ts';
import type { CameraState } from '../camera/session.ts';
import { DOCTOR_STORIES } from '../doctor/stories.ts';
import { inquiryStories } from './inquiry/stories.ts';
import {
  BASE,
  BY_TILL,
  CASH_TOO,
  CHARGE,
  COLLECTING,
  EXPIRED,
  GOING_BACK,
  LONG_OFFLINE,
  OFFLINE,
  PAID,
  PARKED,
  past,
  QUEUED,
  RECENT,
  SEEING,
  SENT,
  SENT_AT,
  staged,
  TRAINING,
  TWICE,
  UNKNOWN,
} from './story-parts.ts';

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
