import { type Door, PLANTED_CODE } from '../door.ts';
import { wireRequest } from '../request.ts';
import { openHostApp, SESSION, USUAL_HEADERS } from './host-app.ts';

const HEADERS = { ...USUAL_HEADERS, cookie: SESSION.cookie, 'x-saoma-page': SESSION.pageKey };

const command = (body: object) => wireRequest('POST', '/ui/v1/commands', HEADERS, body);
const office = (body: object) => wireRequest('POST', '/ui/v1/office/commands', HEADERS, body);

/** What windows say: their session, and every command of a screen. */
export const windowDoor: Door = {
  name: 'window',
  guards: "the windows' session and commands",
  share: 6,
  seeds: [
    wireRequest('POST', '/ui/v1/session', USUAL_HEADERS, { ticket: SESSION.pageKey }),
    wireRequest('GET', '/ui/v1/view', HEADERS),
    wireRequest('GET', '/ui/v1/doctor', HEADERS),
    wireRequest('GET', '/ui/v1/charges?cursor=5&limit=20', HEADERS),
    wireRequest('GET', '/cashier', USUAL_HEADERS),
    wireRequest('GET', '/ui/v1/office/view', HEADERS),
    wireRequest('GET', '/ui/v1/office/read/acts?limit=20&cursor=5', HEADERS),
    wireRequest('GET', '/ui/v1/office/read/refundable?id=ch_1', HEADERS),
    office({ kind: 'set_up', name: '店长', pin: '4071' }),
    office({ kind: 'sign_in', personId: 'pe_1', pin: '4071', newPin: '8246' }),
    office({ kind: 'add_person', name: '收银员 A', role: 'cashier', pin: '8246', approval: { personId: 'pe_1', pin: '4071' } }),
    office({ kind: 'change_person', personId: 'pe_1', name: '甲', role: 'manager', isActive: false }),
    office({ kind: 'refund_charge', requestId: 'request-3', chargeId: 'ch_1', amount: 800, reason: '退', fundingAccount: 'balance' }),
    office({ kind: 'cancel_paid', requestId: 'request-4', chargeId: 'ch_1', approval: { personId: 'pe_1', pin: '4071' } }),
    office({ kind: 'refund_finding', findingId: 'a+b' }),
    office({ kind: 'sign_out' }),
    command({ kind: 'charge', requestId: 'request-1', amount: 2350, description: '茶' }),
    command({ kind: 'cancel', chargeId: 'T01-1' }),
    command({ kind: 'ask_now', chargeId: 'T01-1' }),
    command({ kind: 'refund', requestId: 'request-2', chargeId: 'T01-1', amount: 800, reason: '退' }),
    command({ kind: 'refund_again', refundId: 'R-1', fundingAccount: 'balance' }),
    command({ kind: 'next_sale' }),
    command({ kind: 'show', chargeId: 'T01-1' }),
    command({ kind: 'scan', text: PLANTED_CODE, device: 'keyboard', atMs: [0, 4, 9], end: 'enter' }),
    command({ kind: 'scan', text: '4200002719202611225550142387', device: 'camera' }),
    command({ kind: 'verify_journal' }),
    command({ kind: 'doctor', on: true }),
    command({ kind: 'doctor', on: false }),
    command({ kind: 'find_line', scannerId: 'serial:/dev/ttyUSB0' }),
  ],
  words: [
    ...[
      'charge',
      'cancel',
      'ask_now',
      'refund',
      'refund_again',
      'next_sale',
      'show',
      'scan',
      'verify_journal',
      'doctor',
      'find_line',
      'park',
      'collect',
      'settle',
    ],
    ...[
      '"kind":',
      '"requestId"',
      '"chargeId"',
      '"atMs":[',
      '1e308',
      '[[[[',
      '\\ud800',
      'x-saoma-page: wrong\n',
      'cookie: a=b\n',
      'sec-fetch-site: cross-site\n',
      '/ui/v1/view',
      '\\r',
      '\\u0000',
    ],
  ],
  secrets: [PLANTED_CODE, SESSION.pageKey],
  open: openHostApp,
};
