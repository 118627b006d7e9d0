import { expect, test } from 'vitest';
import { bracketed, guard } from './guard.ts';

function ask(host: string, localAddress: string, door: { listen: string; port: number }, url = '/till/v1/charges') {
  return guard({ headers: { host }, method: 'GET', url, socket: { localAddress } as never }, door);
}

test.each([
  ['192.168.1.5:7710', '192.168.1.5', '0.0.0.0'],
  ['192.168.1.5:7710', '::ffff:192.168.1.5', '::'],
  ['[fe80::1]:7710', 'fe80::1', '::'],
  ['till-7.shop.example:7710', '192.168.1.5', 'till-7.shop.example'],
  ['192.168.1.5:7710', '192.168.1.5', '192.168.1.5'],
  ['localhost:7710', '127.0.0.1', '0.0.0.0'],
])('opened to the shop’s network, Host %s is ours when %s was reached and %s is listened on', (host, localAddress, listen) => {
  expect(ask(host, localAddress, { listen, port: 7710 })).toBeNull();
});

test.each([
  ['rebound.example:7710', '192.168.1.5', '0.0.0.0'],
  ['192.168.1.6:7710', '192.168.1.5', '0.0.0.0'],
  ['192.168.1.5:7711', '192.168.1.5', '0.0.0.0'],
  ['192.168.1.5', '192.168.1.5', '0.0.0.0'],
  [':7710', '', '0.0.0.0'],
  ['0.0.0.0:7710', '192.168.1.5', '0.0.0.0'],
  ['[::]:7710', '::1', '::'],
  ['', '127.0.0.1', '127.0.0.1'],
])('Host %s is foreign when %s was reached and %s is listened on', (host, localAddress, listen) => {
  expect(ask(host, localAddress, { listen, port: 7710 })).toBe('foreign_host');
});

test('port 80 may be left out', () => {
  expect(ask('127.0.0.1', '127.0.0.1', { listen: '127.0.0.1', port: 80 })).toBeNull();
  expect(ask('127.0.0.1:80', '127.0.0.1', { listen: '127.0.0.1', port: 80 })).toBeNull();
});

test('an address line with a host of its own is not served', () => {
  for (const url of ['http://evil.example/till/v1/health', '*', '']) {
    expect(ask('127.0.0.1:7710', '127.0.0.1', { listen: '127.0.0.1', port: 7710 }, url)).toBe('foreign_host');
  }
});

test('an IPv6 address stands in brackets', () => {
  expect([bracketed('::1'), bracketed('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
});
