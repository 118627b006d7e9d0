import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';
import { complaint, GATEWAY, KEY, read, unreadable } from './test-config.ts';

const none = { env: {}, readFile: unreadable };

describe('without a file', () => {
  it('the terminal is a sandbox', async () => {
    expect(await readConfig(null, none)).toMatchObject({
      ok: true,
      value: {
        store: { name: '扫码演示店', terminalId: 'T01' },
        gateway: { kind: 'sandbox' },
        till: { token: null, listen: '127.0.0.1', clients: [] },
      },
    });
  });

  it('USB scanners are looked for', async () => {
    expect(await readConfig(null, none)).toMatchObject({ ok: true, value: { scanners: [{ kind: 'hid', auto: true }] } });
  });

  it('an empty file says the same', async () => {
    expect(await read('{}')).toEqual(await readConfig(null, none));
  });

  it('a printer is known by its address, and prints the customer’s copy', async () => {
    const printers = [{ kind: 'tcp', host: '10.0.0.5' }, { kind: 'usb' }, { kind: 'usb', path: '/dev/usb/lp0', width: 80 }];
    expect(await read({ printers })).toMatchObject({
      ok: true,
      value: {
        printers: [
          { kind: 'tcp', name: '10.0.0.5', port: 9100, width: 58, profile: 'gb18030', copies: ['customer'], answers: null, drawer: false },
          { kind: 'usb', name: 'USB', device: null },
          { kind: 'file', name: '/dev/usb/lp0', path: '/dev/usb/lp0', width: 80 },
        ],
      },
    });
  });

  it('an empty list of scanners stays empty', async () => {
    expect(await read({ scanners: [] })).toMatchObject({ ok: true, value: { scanners: [] } });
  });
});

describe('a file', () => {
  it('the sample is read, with secrets from the environment', async () => {
    const file = new URL('../../resources/saoma.sample.jsonc', import.meta.url).pathname;
    const env = { WECHAT_API_KEY: KEY, TILL_TOKEN: 'token-of-the-till' };
    const result = await readConfig(file, { env, readFile: (path) => readFileSync(path) });
    expect(result).toMatchObject({
      ok: true,
      value: {
        store: { name: '人民路店' },
        gateway: { kind: 'wechat-v2', apiKey: KEY, clientCert: null, subMchId: null, signType: 'HMAC-SHA256' },
        scanners: [{ kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, suffix: 'auto' }],
        till: { token: 'token-of-the-till' },
      },
    });
    const defaults = await readConfig(null, none);
    if (result.ok && defaults.ok) expect(result.value.payment).toEqual(defaults.value.payment);
  });

  it('may have comments, trailing commas and the mark of a Windows editor', async () => {
    expect(await complaint('\uFEFF// shop\n{ "till": { "listen": "0.0.0.0", }, /* end */ }')).toBe('accepted');
  });

  it('a gateway needs no more than who the merchant is', async () => {
    expect(await read({ gateway: GATEWAY })).toMatchObject({
      ok: true,
      value: { gateway: { endpoints: ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'] }, store: { name: '门店' } },
    });
  });

  it('small times are allowed, for tests', async () => {
    const payment = { pollIntervalMs: 50, customerTimeoutMs: 200, reverseDelayMs: 0, requestTimeoutMs: 200 };
    expect(await read({ payment })).toMatchObject({ ok: true, value: { payment } });
  });

  it.each([
    [
      { kind: 'hid', vendorId: '0x0c2e', productId: '0x0b61' },
      { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b61 },
    ],
    [
      { kind: 'hid', vendorId: 'auto' },
      { kind: 'hid', auto: true },
    ],
    [
      { kind: 'hid', vendorId: 'auto', productId: 'auto' },
      { kind: 'hid', auto: true },
    ],
    [
      { kind: 'hid', auto: true },
      { kind: 'hid', auto: true },
    ],
    [
      { kind: 'serial', path: 'COM3' },
      { kind: 'serial', path: 'COM3', baudRate: 9600, suffix: 'auto' },
    ],
  ])('a scanner %j', async (scanner, expected) => {
    expect(await read({ scanners: [scanner] })).toMatchObject({ ok: true, value: { scanners: [expected] } });
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:9', 'https://proxy.example:8443/'])(
    'the endpoint %s',
    async (endpoint) => {
      const result = await read({ gateway: { ...GATEWAY, endpoints: [endpoint] } });
      expect(result).toMatchObject({ ok: true, value: { gateway: { endpoints: [new URL(endpoint).origin] } } });
    },
  );

  it('the whole configuration is frozen', async () => {
    const result = await read({ gateway: GATEWAY, scanners: [{ kind: 'hid', auto: true }] });
    if (!result.ok) throw new Error(result.error.message);
    const { gateway, scanners, payment } = result.value;
    expect([result.value, gateway, scanners, scanners[0], payment].every(Object.isFrozen)).toBe(true);
    expect(gateway.kind === 'wechat-v2' && Object.isFrozen(gateway.endpoints)).toBe(true);
  });
});

describe('replacements', () => {
  it('variables and files stand for themselves, inside text too, and are not replaced again', async () => {
    const config = {
      store: { name: '$ENV{CITY}人民路店' },
      gateway: { ...GATEWAY, apiKey: '$FILE{secret/key}' },
      till: { token: '$ENV{TOKEN}' },
    };
    const result = await read(config, { CITY: '上海', TOKEN: '$ENV{CITY}' }, { '/shop/secret/key': `${KEY}\r\n` });
    expect(result).toMatchObject({
      ok: true,
      value: { store: { name: '上海人民路店' }, gateway: { apiKey: KEY }, till: { token: '$ENV{CITY}' } },
    });
  });

  it.each([
    [{ gateway: { ...GATEWAY, apiKey: '$ENV{NO_KEY}' } }, 'config.json: gateway.apiKey: the variable NO_KEY is not set'],
    [{ till: { token: '$FILE{no-token}' } }, 'config.json: till.token: the file no-token cannot be read, is empty, or is larger than 1 MB'],
    [{ scanners: [{ kind: 'serial', path: '$ENV{EMPTY}' }] }, 'config.json: scanners[0].path: the variable EMPTY is not set'],
  ])('what is missing is named: %j', async (config, message) => {
    expect(await complaint(config, { EMPTY: '' })).toBe(message);
  });
});

describe('a mistake is told in one line that names the field', () => {
  it.each([
    ['{ "store": ', 'config.json: line 1, column 12: ValueExpected'],
    [{ store: [] }, 'config.json: store: must be an object: { … }'],
    ['[]', 'config.json: must be an object: { … }'],
    [{ stor: {} }, 'config.json: stor: is not known here; write store'],
    [
      { zebra: 1 },
      'config.json: zebra: is not known here; known are store, gateway, payment, scanners, printers, receipt, office, display, till, manager',
    ],
    [
      { office: { refundLimit: 12.5 } },
      'config.json: office.refundLimit: must be whole fen from 0 to 9999999999: what a cashier may give back of one sale alone; usual is 10000',
    ],
    [{ gateway: { ...GATEWAY, apiKey: undefined, apikey: KEY } }, 'config.json: gateway.apikey: is not known here; write apiKey'],
    [{ gateway: { ...GATEWAY, appId: undefined } }, 'config.json: gateway.appId: is missing'],
    [{ gateway: { ...GATEWAY, appId: 'wx12' } }, 'config.json: gateway.appId: must be wx and 16 hex digits'],
    [{ gateway: { ...GATEWAY, mchId: 1900000109 } }, 'config.json: gateway.mchId: must be the merchant number, 8 to 10 digits, in quotes'],
    [{ gateway: { ...GATEWAY, apiKey: 'short' } }, 'config.json: gateway.apiKey: must be the API key (API 密钥), exactly 32 characters'],
    [{ gateway: { ...GATEWAY, endpoints: [] } }, 'config.json: gateway.endpoints: must name at least one address'],
    [{ gateway: { ...GATEWAY, endpoints: ['ftp://a'] } }, 'config.json: gateway.endpoints[0]: must be an https:// address'],
    [
      { gateway: { ...GATEWAY, endpoints: ['https://a', 'http://shop.example'] } },
      'config.json: gateway.endpoints[1]: must begin with https:// (http:// is for this machine alone: 127.0.0.1, [::1], localhost)',
    ],
    [
      { gateway: { ...GATEWAY, endpoints: ['https://a/pay'] } },
      'config.json: gateway.endpoints[0]: must be scheme, host and port alone; leave out path, query, user and password',
    ],
    [
      { gateway: { ...GATEWAY, clientCert: { pfx: 'no.p12' } } },
      'config.json: gateway.clientCert.pfx: the file cannot be read, or is larger than 1 MB; paths begin at the configuration file',
    ],
    [{ gateway: { ...GATEWAY, clientCert: { cert: 'a.pem' } } }, 'config.json: gateway.clientCert.key: is missing'],
    [{ gateway: { kind: 'sandbox', speaks: 'alipay' } }, 'config.json: gateway.speaks: must be wechat-v2 or wooshpay'],
    [{ gateway: { kind: 'paypal' } }, 'config.json: gateway.kind: must be wechat-v2, wooshpay or sandbox'],
    [{ gateway: 'sandbox' }, 'config.json: gateway: must be an object: { … }'],
    [{ store: { timeZone: 'Mars/Base' } }, 'config.json: store.timeZone: is no time zone; write one like Asia/Shanghai'],
    [{ store: { locale: 'de' } }, 'config.json: store.locale: must be zh-CN, en or ko'],
    [
      { payment: { pollIntervalMs: '5 s' } },
      'config.json: payment.pollIntervalMs: must be whole milliseconds from 1 to 300000; usual is 5000',
    ],
    [
      { payment: { reverseDelayMs: 604800001 } },
      'config.json: payment.reverseDelayMs: must be whole milliseconds from 0 to 604800000; usual is 15000',
    ],
    [{ scanners: {} }, 'config.json: scanners: must be a list in [ ]'],
    [{ scanners: [{ kind: 'camera' }] }, 'config.json: scanners[0].kind: must be serial or hid'],
    [{ scanners: [{ kind: 'hid', vendorId: '0x0c2e' }] }, 'config.json: scanners[0]: needs vendorId and productId, or neither'],
    [
      { scanners: [{ kind: 'hid', vendorId: '3118' }] },
      'config.json: scanners[0].vendorId: must be four hex digits like "0x0c2e", or "auto"',
    ],
    [{ scanners: [{ kind: 'serial' }] }, 'config.json: scanners[0].path: is missing'],
    [{ printers: {} }, 'config.json: printers: must be a list in [ ]'],
    [{ printers: [{ kind: 'lpt' }] }, 'config.json: printers[0].kind: must be tcp, serial or usb'],
    [{ printers: [{ kind: 'tcp' }] }, 'config.json: printers[0].host: is missing'],
    [{ printers: [{ kind: 'tcp', host: '10.0.0.5', width: 76 }] }, 'config.json: printers[0].width: must be 58 or 80'],
    [
      { printers: [{ kind: 'tcp', host: '10.0.0.5', port: 0 }] },
      'config.json: printers[0].port: must be a whole number from 1 to 65535; printers listen on 9100',
    ],
    [
      { printers: [{ kind: 'serial', path: 'COM3', profile: 'utf8' }] },
      'config.json: printers[0].profile: must be gb18030, cp949 or cp437',
    ],
    [{ printers: [{ kind: 'usb', productId: '0x0202' }] }, 'config.json: printers[0]: needs vendorId and productId, or neither'],
    [
      {
        printers: [
          { kind: 'tcp', host: '10.0.0.5' },
          { kind: 'tcp', host: '10.0.0.5', port: 9101 },
        ],
      },
      'config.json: printers: must have different names; give each a name',
    ],
    [{ receipt: { logo: 'no.png' } }, 'config.json: receipt.logo: cannot be read, or is larger than 1 MB'],
    [{ receipt: { footers: '' } }, 'config.json: receipt.footers: is not known here; write footer'],
    [
      { till: { listen: '0.0.0.0', token: 'short' } },
      'config.json: till.token: must be at least 16 characters when till.listen opens the terminal to a network',
    ],
    [
      { till: { listen: 'shop.example' } },
      'config.json: till.listen: must be an address of this machine: 127.0.0.1, or 0.0.0.0 for every network it is in',
    ],
  ])('%j', async (config, message) => {
    expect(await complaint(config)).toBe(message);
  });

  it('a missing file, a file too large and one that is not UTF-8', async () => {
    const broken = async (bytes: () => Uint8Array) => {
      const result = await readConfig('/shop/config.json', { env: {}, readFile: bytes });
      return result.ok ? 'accepted' : result.error;
    };
    const message = 'config.json: cannot be read, or is larger than 1 MB';
    expect(await broken(unreadable)).toEqual({ field: '', message });
    expect(await broken(() => new Uint8Array(1_000_001))).toEqual({ field: '', message });
    expect(await broken(() => new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual({
      field: '',
      message: 'config.json: is not UTF-8; save it as such',
    });
  });

  it('no value is ever told, wherever it was put', async () => {
    const secret = 'SeCrEt-SeCrEt-SeCrEt';
    const places = (value: unknown) => [
      { store: { name: value, terminalId: value, timeZone: value, locale: value } },
      { store: { locale: value } },
      { gateway: { ...GATEWAY, apiKey: value } },
      { gateway: { ...GATEWAY, endpoints: [value] } },
      { gateway: { ...GATEWAY, endpoints: value } },
      { gateway: { ...GATEWAY, signType: value } },
      { gateway: { ...GATEWAY, clientCert: { pfx: value, passphrase: value } } },
      { gateway: { ...GATEWAY, ca: value } },
      { gateway: { ...GATEWAY, notifyUrl: value } },
      { gateway: { kind: value } },
      { payment: { pollIntervalMs: value } },
      { scanners: [{ kind: value }] },
      { scanners: [{ kind: 'serial', path: 'x', suffix: value }] },
      { till: { token: `${value} with a space` } },
      { till: { clients: [{ name: `${value}\t`, token: `${value} `, scopes: value }] } },
      { till: { token: value, clients: [{ name: 'a', token: value, scopes: ['charges'] }] } },
      { till: { listen: value } },
    ];
    const complaints = await Promise.all(
      [...places(secret), ...places('$ENV{SECRET}')].map((config) => complaint(config, { SECRET: secret })),
    );
    expect(complaints.filter((message) => message.includes(secret))).toEqual([]);
    expect(complaints.filter((message) => message === 'accepted')).toEqual([]);
    expect(await complaint(`{ "till": { "token": "${secret}`)).not.toContain(secret);
  });
});

describe('what fuzzing found', () => {
  it.each([
    ['brackets without end', '['.repeat(900_000)],
    ['and behind a comment, where the slower parser reads', `//\n${'['.repeat(400_000)}`],
  ])('a pile of brackets is refused, and the start does not die of it: %s', async (_, text) => {
    expect(await complaint(text)).toBe('config.json: is nested too deep');
  });

  it('a pile of brackets that ends is not followed to its end', async () => {
    const text = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(await complaint(text)).toBe('config.json: a.a.a.a.a.a.a.a…: lies deeper than anything there is');
  });

  it('a key that slipped into a field’s or a variable’s name is not told', async () => {
    const misplaced = [{ [KEY]: 1 }, { gateway: { ...GATEWAY, [KEY]: 1 } }, { till: { token: `$ENV{${KEY}}` } }];
    expect(await Promise.all(misplaced.map((config) => complaint(config)))).toEqual([
      'config.json: kkkk…: is not known here; known are store, gateway, payment, scanners, printers, receipt, office, display, till, manager',
      expect.stringContaining('config.json: gateway.kkkk…: is not known here'),
      'config.json: till.token: the variable kkkk… is not set',
    ]);
  });

  it('a refusal is one line whatever stands in the file', async () => {
    expect(await complaint({ 'a\nb\u0000': 1 })).toMatch(/^config\.json: a b : is not known here/);
    expect(await complaint({ till: { token: '$FILE{a\r\nb}' } })).toBe(
      'config.json: till.token: the file a b cannot be read, is empty, or is larger than 1 MB',
    );
  });
});
