import { err, ok, type Result } from '../basics/result.ts';
import type { DisplayConfig } from './config.ts';
import { readTls, type Wrong } from './manager-tls.ts';
import type { ConfigFile } from './schema/config-file.ts';

type Picture = DisplayConfig['pictures'][number];

/** A photograph that fills a large screen; ten times that is a camera's own file, and slow to show. */
export const MAX_PICTURE_BYTES = 5_000_000;

/** How each kind of picture begins; `null` stands for any byte. */
const BEGINNINGS: readonly (readonly [Picture['type'], readonly (number | null)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
];

type Readers = {
  readonly read: (path: string) => Uint8Array | null;
  readonly readPicture: (path: string) => Uint8Array | null; // up to `MAX_PICTURE_BYTES`
};

/** Reads the pictures of the customer display, and the certificate of its door, out of their files. */
export async function readDisplay(
  { pictures, buttons, network }: ConfigFile['display'],
  { read, readPicture }: Readers,
): Promise<Result<DisplayConfig, Wrong>> {
  const shown: Picture[] = [];
  for (const [at, file] of pictures.entries()) {
    const path = ['display', 'pictures', at];
    const bytes = readPicture(file);
    if (!bytes) return err({ path, what: `cannot be read, or is larger than ${MAX_PICTURE_BYTES / 1_000_000} MB` });
    const type = typeOf(bytes);
    if (!type) return err({ path, what: 'is no PNG, JPEG or WebP picture' });
    shown.push({ bytes, type });
  }
  const tls = await readTls('display', network?.tls ?? null, read);
  return tls.ok ? ok({ pictures: shown, buttons, network: network && { ...network, tls: tls.value } }) : tls;
}

function typeOf(bytes: Uint8Array): Picture['type'] | null {
  const known = BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => byte === null || bytes[at] === byte));
  return known?.[0] ?? null;
}
