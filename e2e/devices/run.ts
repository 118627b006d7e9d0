// `npm run test:devices`: the drivers on real /dev/hidraw and /dev/ttyUSB devices, inside a small machine of QEMU's, because neither a
// build machine nor a desk lets a test plug and unplug. With --stage, what had to be left out ends with LEFT_OUT instead of 0.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, say } from '../../scripts/house/root.mjs';
import { DEVICE_PARTS, ensureSystemParts, LEFT_OUT } from '../../scripts/house/system-parts.ts';
import { err, type Result } from '../../src/basics/result.ts';
import { GUEST_PROJECT, makeInitrd } from './initrd.ts';
import { fetchKernel, type Kernel } from './kernel.ts';
import { runMachine } from './machine.ts';

const CASES = 'e2e/devices/guest/cases.ts';

const kernel = prepare();
if (kernel.ok) process.exitCode = await runCases(kernel.value);
else {
  say(`the device tests are left out: ${kernel.error}`);
  process.exitCode = process.argv.includes('--stage') ? LEFT_OUT : 0;
}

function prepare(): Result<Kernel, string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return err('they need Linux on x86-64');
  const ready = ensureSystemParts(say, DEVICE_PARTS);
  if (ready.ok) return fetchKernel();
  return err(
    `QEMU or what starts it is missing; as root: apt-get install -y --no-install-recommends ${DEVICE_PARTS.map(({ debian }) => debian).join(' ')}`,
  );
}

async function runCases({ image, modules }: Kernel): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'saoma-devices-'));
  try {
    const command = `${guestPath(process.execPath)} --test-reporter=spec ${CASES}`;
    const initrd = makeInitrd(folder, modules, command);
    const tell = (line: string) => process.stdout.write(`${line}\n`);
    const code = await runMachine({ kernel: { image, modules }, initrd, folder, project: ROOT, tell });
    return code === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file of the project lies elsewhere in the guest. */
function guestPath(file: string): string {
  return file.startsWith(`${ROOT}${path.sep}`) ? path.join(GUEST_PROJECT, path.relative(ROOT, file)) : file;
}
