import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { guardSession } from './guard-session.ts';

const CASHIER = { id: 1 } as WebContents;

type Headers = Record<string, string[]>;

/** A session that remembers its handlers, so that they can be asked. */
function guarded(origins: readonly string[]) {
  const handlers: Record<string, (...args: never[]) => unknown> = {};
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
    handlers[name] = handler;
  };
  guardSession(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('before'), onHeadersReceived: keep('headers') },
    } as unknown as Session,
    { origins: () => origins, cashier: () => ({ contents: CASHIER, coreUrl: origins[0] ?? '' }) },
  );
  const call = (name: string, ...args: unknown[]) => (handlers[name] as (...args: unknown[]) => unknown)(...args);
  return {
    grants: (permission: string, details: object = {}) => new Promise((answer) => call('request', CASHIER, permission, answer, details)),
    checks: (details: object = {}) => call('check', CASHIER, 'media', '', details),
    devices: () => call('device', {}),
    cancels: (url: string) => new Promise((answer) => call('before', { url }, ({ cancel }: { cancel: boolean }) => answer(cancel))),
    headers: (responseHeaders: Headers) =>
      new Promise<Headers>((answer) =>
        call('headers', { responseHeaders }, (changed: { responseHeaders: Headers }) => answer(changed.responseHeaders)),
      ),
  };
}

const session = guarded(['http://127.0.0.1:7710', 'http://127.0.0.1:7800/phone']);

test('the camera, to the cashier’s page alone', async () => {
  const page = { isMainFrame: true, requestingUrl: 'http://127.0.0.1:7710/cashier/', securityOrigin: 'http://127.0.0.1:7710' };
  expect(await session.grants('media', { ...page, mediaTypes: ['video'] })).toBe(true);
  expect(await session.grants('media', { ...page, mediaTypes: ['audio'] })).toBe(false);
  expect(session.checks({ ...page, mediaType: 'video' })).toBe(true);
  expect(session.checks({ ...page, mediaType: 'audio' })).toBe(false);
});

test('nothing else of the machine is granted', async () => {
  expect(await session.grants('media')).toBe(false);
  expect(await session.grants('notifications')).toBe(false);
  expect(session.checks()).toBe(false);
  expect(session.devices()).toBe(false);
});

test.each([
  ['http://127.0.0.1:7710/ui/v1/view', false],
  ['http://127.0.0.1:7800/phone/api/events', false],
  ['data:image/png;base64,AA', false],
  ['http://127.0.0.1:7711/', true],
  ['https://example.com/', true],
  ['ws://127.0.0.1:7710/', true],
  ['file:///etc/passwd', true],
])('%s is cancelled: %s', async (url, cancelled) => {
  expect(await session.cancels(url)).toBe(cancelled);
});

test('the host’s policy stands; a page without one gets ours', async () => {
  expect(await session.headers({ 'content-security-policy': ['theirs'] })).toEqual({ 'content-security-policy': ['theirs'] });
  expect((await session.headers({}))['Content-Security-Policy']?.[0]).toContain("default-src 'none'");
});
