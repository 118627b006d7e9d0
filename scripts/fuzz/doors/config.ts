import { readFlags } from '../../../src/config/flags.ts';
import { readConfig } from '../../../src/config/read-config.ts';
import { bytesOf, type Door, holds, refused, TAKEN, type Tried } from '../door.ts';

const API_KEY = '192006250b4c09247ec02edce69f6a2d';
const TOKEN = 'tillToken0123456789abcdef012345';
const CLIENT_TOKEN = 'clientToken0123456789abcdef0123';
const PASSPHRASE = 'passphraseOfTheCertificate0123';

const FULL = {
  store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
  gateway: {
    ...{
      kind: 'wechat-v2',
      endpoints: ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'],
      appId: 'wxd930ea5d5a258f4f',
      mchId: '10000100',
    },
    ...{ apiKey: API_KEY, signType: 'HMAC-SHA256', ca: null, notifyUrl: null },
  },
  payment: { pollIntervalMs: 5_000, customerTimeoutMs: 45_000 },
  scanners: [
    { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, suffix: 'cr' },
    { kind: 'hid', vendorId: '0x0c2e', productId: '0x0901' },
    { kind: 'hid' },
  ],
  till: {
    token: TOKEN,
    listen: '0.0.0.0',
    clients: [{ name: '自助 1', token: CLIENT_TOKEN, scopes: ['charges', 'refunds', 'shifts', 'reports'] }],
  },
};

const WITH_CERTIFICATE = {
  ...FULL,
  gateway: { ...FULL.gateway, apiKey: '$ENV{KEY}', clientCert: { pfx: 'apiclient_cert.p12', passphrase: PASSPHRASE } },
};
const WITH_PEM = {
  ...FULL,
  gateway: { ...FULL.gateway, apiKey: '$FILE{key.txt}', clientCert: { cert: 'cert.pem', key: 'key.pem' }, ca: 'ca.pem' },
};

const COMMENTED = `// the shop's\n{ "store": { "name": "店" }, /* none */ "gateway": { "kind": "sandbox" }, "scanners": [ { "kind": "hid" }, ], }\n`;
const FLAGS = '\u0000--config\n/etc/saoma.json\n--port\n7710\n--headless\n--shell\nbrowser\n--data\n/var/lib/saoma';

const env = { KEY: API_KEY, EMPTY: '' };

/** The configuration file, and (behind a NUL) the command line, a flag a line. */
export const configDoor: Door = {
  name: 'config',
  guards: 'the configuration file, the command line',
  share: 8,
  seeds: [
    ...[FULL, WITH_CERTIFICATE, WITH_PEM, {}, { gateway: { kind: 'sandbox' } }].map((config) => bytesOf(JSON.stringify(config, null, 1))),
    bytesOf(COMMENTED),
    bytesOf(FLAGS),
  ],
  words: [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '//',
      '/*',
      '*/',
      '"',
      '[[[[[[[[[[[[[[[[',
      '{"a":',
      '$ENV{KEY}',
      '$ENV{NONE}',
      '$FILE{key.txt}',
      '$FILE{none}',
      '$ENV{',
    ],
    ...[
      '"gateway"',
      '"sandbox"',
      '"wechat-v2"',
      '"hid"',
      '"serial"',
      '"auto"',
      'https://localhost',
      'http://example.com',
      '::1',
      'Mars/Olympus',
      '--port',
      '--help',
      '--',
    ],
  ],
  secrets: [API_KEY, TOKEN, CLIENT_TOKEN, PASSPHRASE],
  open: () => ({ take }),
};

async function take(input: Uint8Array): Promise<Tried> {
  if (input[0] === 0) return takeFlags(Buffer.from(input.subarray(1)).toString('utf8'));
  const read = await readConfig('/etc/saoma/saoma.json', { env, readFile: (path) => readFile(path, input) });
  if (read.ok) {
    holds(Object.isFrozen(read.value) && Object.isFrozen(read.value.payment), 'a configuration that can be changed');
    return TAKEN;
  }
  const { field, message } = read.error;
  isOneLine(message);
  holds(message.startsWith(field === '' ? 'saoma.json: ' : `saoma.json: ${field}: `), 'a refusal that does not name its field');
  return refused(field === '' ? 'file' : (field.split(/[.[]/)[0] ?? ''), message);
}

function takeFlags(text: string): Tried {
  const flags = readFlags(text.split('\n'));
  if (flags.ok) return TAKEN;
  isOneLine(flags.error);
  return refused('flags', 'its flag'); // told to whoever typed it, and to nobody else
}

function isOneLine(message: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  holds(message.length <= 600 && !/[\u0000-\u001f\u2028\u2029]/.test(message), `not one line: ${message.slice(0, 100)}`);
}

function readFile(path: string, input: Uint8Array): Uint8Array {
  switch (path) {
    case '/etc/saoma/saoma.json':
      return input;
    case '/etc/saoma/key.txt':
      return bytesOf(`${API_KEY}\n`);
    case '/etc/saoma/cert.pem':
    case '/etc/saoma/ca.pem':
      return bytesOf('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    case '/etc/saoma/key.pem':
      return bytesOf('-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n');
    case '/etc/saoma/apiclient_cert.p12':
      return Uint8Array.of(0x30, 0x82, 1, 2, 3);
    default:
      throw new Error('ENOENT');
  }
}
