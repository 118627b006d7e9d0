import type { OfficeView } from '../../src/contract/office-view.ts';
import { STORIES, type Story } from './stories.ts';
import { BASE } from './story-parts.ts';

const MANAGER = { id: 'pe_1', name: '店长', role: 'manager' } as const;
const SECOND = { id: 'pe_2', name: '副店长', role: 'manager' } as const;
const CASHIER = { id: 'pe_3', name: '收银员 A', role: 'cashier' } as const;
const PEOPLE = [MANAGER, SECOND, CASHIER, { id: 'pe_4', name: '收银员 B', role: 'cashier' }] as const;

const EMPTY = { person: null, hasPeople: false, people: [], arePinsReadable: true, refundLimit: 10_000 } as unknown as OfficeView;
const STAFFED: OfficeView = { ...EMPTY, hasPeople: true, people: PEOPLE, person: { ...CASHIER, isResting: false } };
const NOBODY: OfficeView = { ...STAFFED, person: null };
const FOUR = ['Digit4', 'Digit0', 'Digit7', 'Digit1'];

const twice = STORIES.find(({ name }) => name === 'paid-twice')?.view ?? BASE;
const HELD = { view: twice, keys: ['F9'], thenMs: 900 } as const;
const NEEDED = { ok: false, code: 'approval_needed', deed: 'refund_above_limit' } as const;

/** Who stands at the counter, and a manager's word. Nobody in them is real. */
export const PEOPLE_STORIES: readonly Story[] = [
  { name: 'people-none', view: BASE, office: EMPTY },
  { name: 'people-set-up', view: BASE, office: EMPTY, keys: ['Home'] },
  { name: 'people-here', view: BASE, office: STAFFED, keys: ['Digit1', 'Digit2'] },
  { name: 'people-nobody', view: BASE, office: NOBODY },
  { name: 'people-sign-in', view: BASE, office: NOBODY, keys: ['Home'] },
  { name: 'people-pin', view: BASE, office: STAFFED, keys: ['Home', 'touch:ul li:nth-child(3) button', ...FOUR] },
  {
    name: 'people-pin-training',
    view: { ...BASE, mode: 'sandbox' },
    office: NOBODY,
    keys: ['Home', 'touch:ul li:nth-child(1) button', ...FOUR],
  },
  {
    name: 'people-locked',
    view: BASE,
    office: STAFFED,
    officeAnswer: { ok: false, code: 'wrong_pin', waitMs: 60_000 },
    keys: ['Home', 'touch:ul li:nth-child(3) button', ...FOUR, 'Enter'],
  },
  { name: 'people-unreadable', view: BASE, office: { ...NOBODY, arePinsReadable: false }, keys: ['Home'] },
  { name: 'approval', ...HELD, office: { ...STAFFED, people: [MANAGER, CASHIER] }, officeAnswer: NEEDED, thenKeys: FOUR.slice(1) },
  { name: 'approval-choose', ...HELD, office: STAFFED, officeAnswer: NEEDED },
];
