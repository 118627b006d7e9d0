import type { Command } from '../contract/command.ts';
import type { Scan } from '../scanner/scanner.ts';

const END_BYTES = { enter: [0x0d], tab: [0x09], none: [] } as const;

/** A scan that a screen heard, as every other one. A keyboard's keys stand for the bytes that they type. */
export function scanOf({ text, device = 'keyboard', atMs, end = 'none' }: Extract<Command, { kind: 'scan' }>): Scan {
  const bytes = [...Array.from(text, (character) => character.charCodeAt(0)), ...END_BYTES[end]];
  if (!atMs) return { scannerId: device, text };
  return { scannerId: device, text, arrival: { bytes, atMs } };
}
