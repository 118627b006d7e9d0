import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { launchPage } from './launch-page.ts';

function look(platform: NodeJS.Platform, env: Record<string, string>, installed: readonly string[]): string | null {
  return findBrowser({ platform, env, exists: (file) => installed.includes(file) });
}

test.each([
  ['Debian', 'linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/chromium'],
  ['Chrome on Linux', 'linux', { PATH: '/usr/bin' }, '/usr/bin/google-chrome'],
  ['a home folder on a Mac', 'darwin', { HOME: '/Users/li' }, '/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['Edge on Windows', 'win32', { 'ProgramFiles(x86)': 'C:\\P86' }, 'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe'],
] as const)('finds %s', (_name, platform, env, file) => {
  expect(look(platform, env, [file])).toBe(file);
});

test('the plainest browser comes first, and CHROME_PATH before all', () => {
  const installed = ['/usr/bin/brave-browser', '/usr/bin/chromium', '/opt/mine'];
  expect(look('linux', { PATH: '/usr/bin' }, installed)).toBe('/usr/bin/chromium');
  expect(look('linux', { PATH: '/usr/bin', CHROME_PATH: '/opt/mine' }, installed)).toBe('/opt/mine');
});

test('a PATH with the current folder in it starts nothing from there', () => {
  expect(look('linux', { PATH: '.::bin' }, ['chromium', './chromium', 'bin/chromium'])).toBeNull();
});

test('no browser is no error', () => {
  expect(look('linux', {}, [])).toBeNull();
  expect(look('win32', {}, [])).toBeNull();
});

test('the launch page leads to the address and cannot be broken out of', () => {
  expect(launchPage('http://127.0.0.1:7710/cashier/#ticket=abc_-1')).toContain(
    'content="0;url=http://127.0.0.1:7710/cashier/#ticket=abc_-1"',
  );
  expect(launchPage('x"><script>')).not.toContain('<script>');
});
