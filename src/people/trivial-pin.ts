/** What everybody tries first, beyond what a rule catches. */
const WELL_KNOWN: readonly string[] = ['1314', '5201314', '2580', '0852', '1470', '147258', '258369', '147369', '159357', '159753'];

/** Up and over: after the nine comes the nought, as on the keys. */
const ROW = '01234567890';

/**
 * Whether a PIN is one of those that are guessed first: one digit throughout, a group repeated, digits in pairs, digits in a row.
 * @param pin 4 to 8 digits
 */
export function isTrivialPin(pin: string): boolean {
  return isRepeated(pin) || inPairs(pin) || inARow(pin) || WELL_KNOWN.includes(pin);
}

function isRepeated(pin: string): boolean {
  return [1, 2, 3, 4].some((size) => size * 2 <= pin.length && pin.slice(0, size).repeat(pin.length).startsWith(pin));
}

function inPairs(pin: string): boolean {
  return /^(?:(\d)\1)+$/.test(pin);
}

/** 1234, 7890, 9876, 3210. */
function inARow(pin: string): boolean {
  return ROW.includes(pin) || ROW.includes([...pin].reverse().join(''));
}
