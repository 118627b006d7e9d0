import * as v from 'valibot';
import { text } from './store.ts';
import { strict } from './strict.ts';

const BAUD = 'must be a whole number from 300 to 4000000; most guns speak 9600 or 115200';
const USB_ID = 'must be four hex digits like "0x0c2e", or "auto"';

const SerialScanner = strict({
  kind: v.literal('serial'),
  path: text('must name the port, like /dev/ttyUSB0 or COM3', /^[^\0]{1,256}$/),
  baudRate: v.optional(v.pipe(v.number(BAUD), v.integer(BAUD), v.minValue(300, BAUD), v.maxValue(4_000_000, BAUD)), 9600),
  suffix: v.optional(
    v.picklist(['auto', 'cr', 'lf', 'crlf', 'tab', 'etx', 'none'], 'must be auto, cr, lf, crlf, tab, etx or none'),
    'auto',
  ),
});

const usbId = text(USB_ID, /^(?:0x[0-9a-f]{1,4}|auto)$/i);

const HidScanner = v.pipe(
  strict({
    kind: v.literal('hid'),
    vendorId: v.optional(usbId, 'auto'),
    productId: v.optional(usbId, 'auto'),
    auto: v.optional(v.literal(true, 'must be true, or left out')),
  }),
  v.check(({ vendorId, productId }) => isAuto(vendorId) === isAuto(productId), 'needs vendorId and productId, or neither'),
  v.check(({ vendorId, auto }) => !auto || isAuto(vendorId), 'needs either its ids or auto, not both'),
  v.transform(({ vendorId, productId }) =>
    isAuto(vendorId)
      ? ({ kind: 'hid', auto: true } as const)
      : ({ kind: 'hid', vendorId: Number(vendorId), productId: Number(productId) } as const),
  ),
);

/** The `scanners` part of the file. */
export const Scanners = v.pipe(
  v.array(
    v.variant('kind', [SerialScanner, HidScanner], (issue) =>
      issue.expected === 'Object' ? 'must be an object: { … }' : 'must be serial or hid',
    ),
    'must be a list in [ ]',
  ),
  v.maxLength(8, 'must name at most 8 scanners'),
);

function isAuto(id: string): boolean {
  return id.toLowerCase() === 'auto';
}
