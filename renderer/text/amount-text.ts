import { fen, formatYuan } from '../../src/money/fen.ts';

/** Writes fen as yuan for people: `1,234.50`, no currency sign. Never through a fraction. */
export function yuan(amountFen: number): string {
  return formatYuan(fen(amountFen));
}

/** How many digits stand before the point: chooses the size of the large amount. */
export function yuanDigits(amountFen: number): number {
  return String(amountFen).padStart(3, '0').length - 2;
}

/** Writes a count with commas between thousands: `98,813`. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
