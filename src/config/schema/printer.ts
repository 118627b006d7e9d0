import * as v from 'valibot';
import { text } from './store.ts';
import { section, strict } from './strict.ts';

const BAUD = 'must be a whole number from 300 to 4000000; most printers speak 9600, 19200 or 115200';
const PORT = 'must be a whole number from 1 to 65535; printers listen on 9100';
const USB_ID = 'must be four hex digits like "0x04b8"';
const YES_OR_NO = 'must be true or false';

/** Nobody has more at one counter, and each is asked for its state. */
const MAX_PRINTERS = 4;

const usbId = text(USB_ID, /^0x[0-9a-f]{1,4}$/i);
const path = text('must name the port or device, like /dev/ttyUSB0, COM3 or /dev/usb/lp0', /^[^\0]{1,256}$/);

/** What every printer has. */
const COMMON = {
  name: v.optional(text('must be 1 to 40 characters', /^.{1,40}$/u)),
  width: v.optional(v.picklist([58, 80], 'must be 58 or 80'), 58),
  profile: v.optional(v.picklist(['gb18030', 'cp949', 'cp437'], 'must be gb18030, cp949 or cp437'), 'gb18030'),
  qr: v.optional(v.picklist(['native', 'raster'], 'must be native, or raster when the printer prints no QR'), 'native'),
  answers: v.optional(v.nullable(v.boolean(`${YES_OR_NO}; left out it is found out`)), null),
  copies: v.optional(
    v.pipe(
      v.array(v.picklist(['customer', 'merchant'], 'must be customer or merchant'), 'must be a list in [ ]'),
      v.maxLength(2, 'must name at most two copies'),
      v.check((copies) => new Set(copies).size === copies.length, 'must name a copy once'),
    ),
    ['customer'],
  ),
  drawer: v.optional(v.boolean(YES_OR_NO), false),
} as const;

const TcpPrinter = v.pipe(
  strict({
    kind: v.literal('tcp'),
    host: text('must be the printer’s address, like 192.168.1.50', /^[^\s\0/]{1,253}$/),
    port: v.optional(v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT)), 9100),
    ...COMMON,
  }),
  v.transform(({ name, ...rest }) => ({ ...rest, name: name ?? rest.host })),
);

const SerialPrinter = v.pipe(
  strict({
    kind: v.literal('serial'),
    path,
    baudRate: v.optional(v.pipe(v.number(BAUD), v.integer(BAUD), v.minValue(300, BAUD), v.maxValue(4_000_000, BAUD)), 9600),
    flow: v.optional(v.picklist(['none', 'rtscts', 'xonxoff'], 'must be none, rtscts or xonxoff'), 'none'),
    ...COMMON,
  }),
  v.transform(({ name, ...rest }) => ({ ...rest, name: name ?? rest.path })),
);

const UsbPrinter = v.pipe(
  strict({ kind: v.literal('usb'), vendorId: v.optional(usbId), productId: v.optional(usbId), path: v.optional(path), ...COMMON }),
  v.check(({ vendorId, productId }) => (vendorId === undefined) === (productId === undefined), 'needs vendorId and productId, or neither'),
  v.check(({ vendorId, path }) => vendorId === undefined || path === undefined, 'needs either its ids or a path, not both'),
  v.transform(({ vendorId, productId, path, name, ...rest }) =>
    path === undefined
      ? {
          ...rest,
          name: name ?? 'USB',
          device: vendorId === undefined ? null : { vendorId: Number(vendorId), productId: Number(productId) },
        }
      : { ...rest, kind: 'file' as const, name: name ?? path, path },
  ),
);

/** The `printers` part of the file. */
export const Printers = v.pipe(
  v.array(
    v.variant('kind', [TcpPrinter, SerialPrinter, UsbPrinter], (issue) =>
      issue.expected === 'Object' ? 'must be an object: { … }' : 'must be tcp, serial or usb',
    ),
    'must be a list in [ ]',
  ),
  v.maxLength(MAX_PRINTERS, `must name at most ${MAX_PRINTERS} printers`),
  v.check((printers) => new Set(printers.map(({ name }) => name)).size === printers.length, 'must have different names; give each a name'),
);

/** The `receipt` part of the file. The logo is still the name of a file. */
export const Receipt = section({
  printAutomatically: v.optional(v.boolean(YES_OR_NO), true),
  language: v.optional(v.nullable(v.picklist(['zh-CN', 'en', 'ko'], 'must be zh-CN, en or ko')), null),
  footer: v.optional(v.nullable(text('must be text of at most 500 characters', /^[^\0]{1,500}$/su)), null),
  logo: v.optional(v.nullable(text('must name a PNG file', /^[^\0]{1,1024}$/)), null),
});
