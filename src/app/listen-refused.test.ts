import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const RUN = path.resolve(import.meta.dirname, 'run.ts');
/** Of a net that is kept for examples: no machine's. */
const NOBODYS = '203.0.113.7';

test('an address that is not this machine’s is a bad configuration, though it shows only when the host listens', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-listen-refused-'));
  try {
    const config = path.join(folder, 'saoma.json');
    writeFileSync(config, JSON.stringify({ gateway: { kind: 'sandbox' }, till: { listen: NOBODYS } }));
    const args = [RUN, '--headless', '--port', '0', '--data', path.join(folder, 'data'), '--config', config];
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`till.listen: ${NOBODYS} is no address of this machine`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
