import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Where the acquirer is in a network of its own: a loopback address that can be cut off alone. */
export const ACQUIRER_HOST = '127.0.0.9';

/** Runs one happening in a process without any network but its own loopback. @returns its exit code */
export async function runInOwnNetwork(file: string, args: readonly string[]): Promise<number> {
  const words = [process.execPath, file, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const child = spawn('unshare', ['-n', 'sh', '-c', `ip link set lo up && exec ${words}`], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
