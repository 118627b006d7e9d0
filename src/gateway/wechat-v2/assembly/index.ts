// What bill-kernel.ts sees of all this.
import { NO_AMOUNT, readMicroYuan } from './amount';

export { cellCount, cellEnd, cellStart, split } from './cells';
export { moneyPlaces, setLayout, textPlaces } from './layout';
export { currencies, kind, states, status, statuses } from './line';
export { money, sums } from './money';
export * from './rows';
export { setDay } from './time';

/** Where the bill's bytes may begin. */
export function bytesFrom(): usize {
  return __heap_base;
}

/** @returns millionths of a yuan, or NaN */
export function readMicro(from: usize, to: usize): f64 {
  const micro = readMicroYuan(from, to);
  return micro === NO_AMOUNT ? NaN : <f64>micro;
}
