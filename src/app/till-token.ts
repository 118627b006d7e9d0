import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../basics/clock.ts';

/** The till's token: the configured one, else the one in `till-token` in the data folder, made at the first start (mode 0600). */
export function tillToken(configured: string | null, dataDir: string, random: Random): string {
  if (configured !== null) return configured;
  const file = path.join(dataDir, 'till-token');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{32,}$/.test(kept)) return kept;
  }
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
