// `npm run rebuild`: loads each native module on this Node, and says which one does not fit. All of them carry N-API binaries for
// every platform, for Node and Electron alike, so there is nothing to compile: mending one means installing it again.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { ROOT, say } from './house/root.mjs';

const require = createRequire(import.meta.url);
const LOADS: readonly { readonly name: string; load(): void }[] = [
  { name: 'better-sqlite3', load: () => new (require('better-sqlite3') as new (file: string) => { close(): void })(':memory:').close() },
  { name: 'serialport', load: () => void require('serialport') },
];

const broken = LOADS.filter(({ name, load }) => {
  try {
    load();
    say(`${name}: loads on Node ${process.versions.node}`);
    return false;
  } catch (cause) {
    say(`${name}: ${String(cause)}`);
    return true;
  }
});
if (broken.length > 0) {
  const { status } = spawnSync('npm', ['ci'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  process.exit(status ?? 1);
}
