// `npm start`: builds when the sources are newer than the build, then becomes the terminal: in this very process, so that
// no launcher idles beside it and signals and exit codes need no passing on. Only the desktop shell is a process of its own.
// Plain JavaScript, because reading TypeScript would cost the terminal 25 MB for as long as it runs, and 200 ms at its start.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { wantsElectron } from './house/choose-shell.mjs';
import { ROOT, say } from './house/root.mjs';
import { hashSources, isBuilt } from './house/sources.mjs';

const args = process.argv.slice(2);

if (!isBuilt(ROOT, hashSources(ROOT))) {
  say('building …');
  const { status, signal } = spawnSync(process.execPath, [path.join(ROOT, 'scripts/build.ts')], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (signal) process.exit(0); // stopped by hand before there was anything to stop
  if (status !== 0) process.exit(1);
}

const electron = wantsElectron(args) ? (await import('./house/electron-binary.ts')).electronBinary() : null;
if (electron) process.exit(await (await import('./house/run-electron.ts')).runElectron(electron, args));
await import(pathToFileURL(path.join(ROOT, 'out/core/run.js')).href);
