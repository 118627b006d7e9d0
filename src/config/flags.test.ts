import { expect, it } from 'vitest';
import { defaultDataDir } from './data-dir.ts';
import { readFlags } from './flags.ts';

const NONE = { config: null, data: null, port: 7710, headless: false, kiosk: null, shell: null, version: false, help: false };

it.each([
  [[], NONE],
  [['--headless', '--port', '0'], { ...NONE, headless: true, port: 0 }],
  [['--port=65535', '--shell=browser'], { ...NONE, port: 65535, shell: 'browser' }],
  [
    ['--config', 'a b.json', '--data', '/var/saoma', '--shell', 'electron'],
    { ...NONE, config: 'a b.json', data: '/var/saoma', shell: 'electron' },
  ],
  [['--kiosk'], { ...NONE, kiosk: { address: null } }],
  [['--kiosk', '--data', '/var/saoma'], { ...NONE, kiosk: { address: null }, data: '/var/saoma' }],
  [['--kiosk', 'http://192.168.1.5:7712'], { ...NONE, kiosk: { address: 'http://192.168.1.5:7712/display/' } }],
  [
    ['--data', '/var/saoma', '--kiosk=https://Shop.example/display/?x#y', '--shell', 'browser'],
    { ...NONE, kiosk: { address: 'https://shop.example/display/' }, data: '/var/saoma', shell: 'browser' },
  ],
  [['--version'], { ...NONE, version: true }],
  [['--help'], { ...NONE, help: true }],
])('%j', (argv, flags) => {
  expect(readFlags(argv)).toEqual({ ok: true, value: flags });
});

it.each([
  [['--port', '70000'], '--port: "70000" is no port; write a whole number from 0 to 65535'],
  [['--port', '1e3'], '--port: "1e3" is no port; write a whole number from 0 to 65535'],
  [['--port='], '--port: "" is no port; write a whole number from 0 to 65535'],
  [['--shell', 'firefox'], '--shell: "firefox" is no shell; write electron or browser'],
  [['--kiosk', 'shop'], expect.stringMatching(/^--kiosk: "shop" is no address; write it as the counter shows it/)],
  [['--kiosk='], expect.stringMatching(/^--kiosk: "" is no address/)],
  [['--kiosk', 'file:///etc/passwd'], expect.stringMatching(/is no address/)],
  [['--kiosk', 'javascript:alert(1)'], expect.stringMatching(/is no address/)],
  [['--kiosk', 'http://me:secret@shop.example/'], expect.stringMatching(/is no address/)],
  [['--kiosk', 'http://'], expect.stringMatching(/is no address/)],
  [
    ['--kiosk', 'http://shop.example', '--headless'],
    '--kiosk: with an address this is no terminal; leave --config, --port and --headless out',
  ],
  [['--config='], '--config: names no file'],
  [['--data', ''], '--data: names no folder'],
  [['--colour'], "Unknown option '--colour'; --help lists the flags"],
  [['extra'], expect.stringContaining("Unexpected argument 'extra'")],
  [['--config'], expect.stringContaining('argument missing')],
  [['--headless=yes'], expect.stringContaining('does not take an argument')],
  [['--\u0000col\u0007our'], "Unknown option '-- col our'; --help lists the flags"],
])('a wrong line says which flag and what instead: %j', (argv, message) => {
  expect(readFlags(argv)).toEqual({ ok: false, error: message });
});

it('a row of letters behind a hyphen, or thousands of words, is refused at once: the reader of flags takes seconds for them', () => {
  expect(readFlags([`-${'a'.repeat(20_000)}`])).toEqual({ ok: false, error: 'an argument is longer than 4096 characters' });
  expect(readFlags(Array<string>(5_000).fill('--headless'))).toMatchObject({ ok: false, error: expect.stringMatching(/^more than 64/) });
});

it.each([
  ['win32', { APPDATA: 'C:\\Users\\li\\AppData\\Roaming' }, 'C:\\Users\\li\\AppData\\Roaming\\Saoma'],
  ['win32', { USERPROFILE: 'C:\\Users\\li' }, 'C:\\Users\\li\\AppData\\Roaming\\Saoma'],
  ['darwin', { HOME: '/Users/li' }, '/Users/li/Library/Application Support/Saoma'],
  ['linux', { HOME: '/home/li' }, '/home/li/.local/share/saoma'],
  ['linux', { HOME: '/home/li', XDG_DATA_HOME: '/data' }, '/data/saoma'],
  ['linux', { HOME: '/home/li', XDG_DATA_HOME: 'relative' }, '/home/li/.local/share/saoma'],
])('data lives where the platform keeps it: %s %j', (platform, env, dir) => {
  expect(defaultDataDir(platform, env)).toBe(dir);
});
