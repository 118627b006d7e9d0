// Fetches Electron's binary into node_modules/electron, with progress, as a process of its own: when the line stands still
// the whole of it ends, and nothing goes on loading behind the terminal.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, say } from './root.mjs';

/** A line that brings nothing for so long is not waited for: the browser can show the same window now. */
const STALLED_AFTER_MS = 6_000;
const TELL_EVERY = 0.1;

type Progress = { readonly percent: number };
type Download = (options: {
  version: string;
  artifactName: 'electron';
  platform: string;
  arch: string;
  checksums: unknown;
  downloadOptions: { quiet: boolean; getProgressCallback(progress: Progress): Promise<void> };
}) => Promise<string>;

const electron = createRequire(path.join(ROOT, 'node_modules/electron/package.json'));
const { version } = electron('./package.json') as { version: string };
const { downloadArtifact } = (await import(pathToFileURL(electron.resolve('@electron/get')).href)) as { downloadArtifact: Download };

let told = 0;
let watchdog = watch();
try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: electron('./checksums.json'),
    downloadOptions: { quiet: true, getProgressCallback: async ({ percent }) => hear(percent) },
  });
} catch (cause) {
  give(`Electron ${version} could not be fetched: ${reason(cause)}`);
}
clearTimeout(watchdog);
electron('./install.js'); // finds the download in the cache, checks and unpacks it

function hear(percent: number): void {
  clearTimeout(watchdog);
  watchdog = watch();
  if (percent < told + TELL_EVERY && percent < 1) return;
  told = percent;
  say(`Electron ${version}: ${Math.round(percent * 100)} %`);
}

function watch(): NodeJS.Timeout {
  return setTimeout(() => give(`Electron ${version} could not be fetched: the line stands still`), STALLED_AFTER_MS);
}

function give(why: string): never {
  say(why);
  process.exit(1);
}

/** `fetch failed` says nothing; its cause does. */
function reason(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
