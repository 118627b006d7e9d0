import { networkInterfaces } from 'node:os';

/** The first address of this machine that others can see: acquirers want the one that calls. */
export function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}
