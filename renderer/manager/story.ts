import type { DoctorView } from '../../src/contract/doctor.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { Connection } from '../client/client.ts';

/** One state of the manager's page, for pictures and for checks of contrast. Nothing in it is real. Each part tells its own. */
export type ManagerStory = {
  readonly name: string;
  readonly hash: string; // where in the page
  readonly view?: Partial<TerminalView>;
  readonly people?: Partial<OfficeView>;
  /** What the office answers when it is asked for a list or a report, by its name. */
  readonly readings?: Readonly<Record<string, (query: Readonly<Record<string, string>>) => unknown>>;
  /** What it answers to a command. Everything is done where nothing is said. */
  readonly answers?: (command: OfficeCommand) => OfficeAnswer;
  readonly doctor?: DoctorView;
  /** Physical keys pressed after the first drawing. */
  readonly keys?: readonly string[];
  /** What is pressed before the keys: the first element that each selector finds, in order. */
  readonly presses?: readonly string[];
  readonly link?: Exclude<Connection['kind'], 'live'>;
  readonly isRemote?: boolean;
};

/** A quiet afternoon in a shop. */
export const STORY_VIEW: TerminalView = {
  store: { name: '人民路店', terminalId: 'T01', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
  mode: 'live',
  practice: null,
  methods: ['payment_code', 'merchant_qr'],
  displays: null,
  line: { status: 'online', sinceMs: 3_600_000 },
  scanners: [{ id: 's1', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' }],
  stage: { kind: 'keypad' },
  recent: [],
  todo: [],
  parked: [],
  refunds: [],
  findings: [],
  today: { paidCount: 104, paidAmount: 521_800 },
  journal: {
    damage: null,
    look: { kind: 'whole', entries: 20_416, at: '2026-11-22T09:02:11+08:00' },
    backupAt: '2026-11-22T14:00:03+08:00',
  },
  inquiry: null,
  notice: null,
};

const LI = { id: 'p-li', name: '值班', role: 'manager' } as const;
const WANG = { id: 'p-wang', name: '早班', role: 'cashier' } as const;
const CHEN = { id: 'p-chen', name: '晚班', role: 'cashier' } as const;
const SEATED = {
  person: { ...LI, isResting: false },
  hasPeople: true,
  people: [LI, WANG, CHEN],
  arePinsReadable: true,
  shift: null,
  printers: [{ name: '前台', status: 'ready', waiting: 0, papers: [] }],
  openDiscrepancies: 0,
  reconciling: null,
} satisfies Partial<OfficeView>;

/** The manager sits there. What a desk adds to the view, the stories of its part say. */
export const STORY_PEOPLE = SEATED as Partial<OfficeView> as OfficeView;
