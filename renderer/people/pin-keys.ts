/** What a hand does to a PIN. */
export type PinKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'backspace' | 'clear' | 'enter' | 'escape';

/** As the office takes it. */
export const LONGEST_PIN = 8;

/** The PIN after a key. */
export function pressPin(pin: string, key: PinKey): string {
  if (key === 'backspace') return pin.slice(0, -1);
  if (key === 'clear') return '';
  return /^\d$/.test(key) && pin.length < LONGEST_PIN ? pin + key : pin;
}
