import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { mayKnowOfCameras, maySee } from './camera-permission.ts';

const CORE = 'http://127.0.0.1:7710';
const contents = { id: 1 } as WebContents;
const other = { id: 2 } as WebContents;
const cashier = { contents, coreUrl: CORE };

type Asked = Parameters<typeof maySee>[0];
type Details = Asked['details'] & { readonly mediaTypes?: readonly string[] };

function asks(change: { contents?: WebContents; permission?: string } & Partial<Details> = {}): Asked {
  const { contents: from = contents, permission = 'media', ...details } = change;
  return {
    contents: from,
    permission,
    details: { isMainFrame: true, requestingUrl: `${CORE}/cashier/`, mediaTypes: ['video'], ...details } as Asked['details'],
  };
}

test('the cashier’s page may see', () => {
  expect(maySee(asks(), cashier)).toBe(true);
});

test.each<[string, Asked]>([
  ['sound with it', asks({ mediaTypes: ['video', 'audio'] })],
  ['sound alone', asks({ mediaTypes: ['audio'] })],
  ['nothing named', asks({ mediaTypes: [] })],
  ['the screen', asks({ permission: 'display-capture' })],
  ['something else', asks({ permission: 'geolocation' })],
  ['another window', asks({ contents: other })],
  ['a frame inside the page', asks({ isMainFrame: false })],
  ['the phone’s page', asks({ requestingUrl: 'http://127.0.0.1:7800/phone/' })],
  ['another page of the core', asks({ requestingUrl: `${CORE}/assets/x.js` })],
  ['an origin that only begins alike', asks({ requestingUrl: `${CORE}.example/cashier/` })],
])('refused: %s', (_what, asked) => {
  expect(maySee(asked, cashier)).toBe(false);
});

test('refused while there is no cashier’s window or no core', () => {
  expect(maySee(asks(), { contents: null, coreUrl: CORE })).toBe(false);
  expect(maySee(asks(), { contents, coreUrl: '' })).toBe(false);
});

type Checked = Parameters<typeof mayKnowOfCameras>[0];

function checks(change: Partial<Checked> & Partial<Checked['details']> = {}): Checked {
  const { contents: from = contents, permission = 'media', ...details } = change;
  return { contents: from, permission, details: { isMainFrame: true, mediaType: 'video', securityOrigin: `${CORE}/`, ...details } };
}

test.each<[string, Checked, boolean]>([
  ['its own page', checks(), true],
  ['for sound', checks({ mediaType: 'audio' }), false],
  ['for both', checks({ mediaType: 'unknown' }), false],
  ['for another permission', checks({ permission: 'hid' }), false],
  ['for another origin', checks({ securityOrigin: 'http://127.0.0.1:7800/' }), false],
  ['for a frame', checks({ isMainFrame: false }), false],
  ['for nobody', checks({ contents: null }), false],
])('checked beforehand %s: %s', (_what, asked, answer) => {
  expect(mayKnowOfCameras(asked, cashier)).toBe(answer);
});
