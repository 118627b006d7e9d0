import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { PersonRow } from '../../../src/contract/people.ts';
import type { SettingsView } from '../../../src/contract/settings.ts';
import type { ManagerStory } from '../story.ts';

const PEOPLE: readonly PersonRow[] = [
  { id: 'p-chen', name: '晚班', role: 'cashier', isActive: true, addedAt: '2026-10-08T09:12:00+08:00' },
  { id: 'p-wang', name: '早班', role: 'cashier', isActive: true, addedAt: '2026-09-01T08:40:00+08:00' },
  { id: 'p-zhao', name: '中班', role: 'cashier', isActive: false, addedAt: '2026-09-01T08:39:00+08:00' },
  { id: 'p-li', name: '值班', role: 'manager', isActive: true, addedAt: '2026-09-01T08:30:00+08:00' },
];

const SETTINGS: SettingsView = {
  version: '0.5.0',
  store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
  acquirer: { kind: 'wechat-v2', merchantTail: '0109', hosts: ['api.mch.weixin.qq.com'], hasCertificate: true },
  times: { customerMs: 45_000, codeMs: 60_000, requestMs: 10_000 },
  refundLimit: 10_000,
  scanners: ['serial /dev/ttyUSB0', 'usb auto'],
  printers: ['tcp 192.168.1.50:9100'],
  tillListen: '127.0.0.1',
  manager: { listen: '0.0.0.0', port: 7711, isPlainHttp: false },
};

const readings = { people: () => ({ people: PEOPLE }), settings: () => SETTINGS };
const TROUBLED: OfficeView['printers'] = [
  {
    name: '前台',
    status: 'out_of_paper',
    waiting: 7,
    papers: [1, 2, 3, 4, 5].map((n) => ({
      id: `job-${n}`,
      document: n === 3 ? { kind: 'z', id: 'story-shift' } : { kind: 'charge', id: `ch_story_881${n}` },
      copy: n % 2 === 0 ? 'merchant' : 'customer',
      isReprint: n === 4,
      queuedAt: `2026-11-22T14:3${n}:00+08:00`,
    })),
  },
  { name: '后厨', status: 'paper_near_end', waiting: 0, papers: [] },
];
const plain = { ...readings, settings: () => ({ ...SETTINGS, manager: { listen: '0.0.0.0', port: 7711, isPlainHttp: true } }) };

export const SETTINGS_STORIES: readonly ManagerStory[] = [
  { name: 'settings', hash: '#/settings', readings },
  { name: 'settings-printers', hash: '#/settings', people: { printers: TROUBLED }, readings },
  { name: 'settings-no-printer', hash: '#/settings', people: { printers: [] }, readings },
  { name: 'settings-plain', hash: '#/settings', readings: plain },
  { name: 'person-new', hash: '#/settings/new-person', readings, presses: ['form button[type=submit]'] },
  { name: 'person', hash: '#/settings/person/p-wang', readings },
  { name: 'person-left', hash: '#/settings/person/p-zhao', readings },
  { name: 'gate', hash: '', people: { person: null } },
  { name: 'set-up', hash: '', people: { person: null, hasPeople: false, people: [] } },
  {
    name: 'set-up-wrong',
    hash: '',
    people: { person: null, hasPeople: false, people: [] },
    presses: ['form button[type=submit]'],
  },
];
