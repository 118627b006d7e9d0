import type { Clock } from '../basics/clock.ts';
import { type Strikes, strike, waitMs } from '../people/lock-out.ts';

/** Devices of a shop's network, and then some; the oldest count gives way, its person's own does not. */
const MOST_ADDRESSES = 256;

/** Counts wrong sign-ins by the address that they came from, and says how long it is not listened to. */
export type AddressLock = {
  /** How long until this address is listened to again, in milliseconds; 0: at once. */
  waitMs(address: string): number;
  /** Counted as wrong until it is known to be right, so that many at once are not all looked at. @returns takes it back */
  begin(address: string): () => void;
};

export function createAddressLock(clock: Clock): AddressLock {
  const counts = new Map<string, Strikes>();
  return {
    waitMs: (address) => waitMs(counts.get(networkOf(address)) ?? null, clock.monotonicMs()),
    begin(address) {
      const key = networkOf(address);
      const counted = strike(counts.get(key) ?? null, clock.monotonicMs());
      counts.delete(key);
      counts.set(key, counted);
      for (const oldest of [...counts.keys()].slice(0, Math.max(0, counts.size - MOST_ADDRESSES))) counts.delete(oldest);
      return () => counts.delete(key);
    },
  };
}

/** A device has as many IPv6 addresses as it likes, in one network of 64 bits. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const whole = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return whole.slice(0, 4).join(':');
}
