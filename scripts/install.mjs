// Installs what package-lock.json names, when node_modules is not what it names already. Runs before `npm start` and
// `npm test` on whatever Node the machine has, so it is plain JavaScript; from then on npm finds Node 24 in node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const NEEDED_MAJOR = 24;

if (!isInstalled()) {
  say('installing packages (npm ci), once …');
  const result = npmCi();
  if (result.error) say(result.error.message);
  if (result.status !== 0) {
    say('npm ci did not succeed. Mend what it says above, then start again.');
    process.exit(result.status || 1);
  }
}

if (!existsSync(path.join(root, 'node_modules/.bin/node')) && Number(process.versions.node.split('.')[0]) < NEEDED_MAJOR) {
  say(`Node ${NEEDED_MAJOR} is needed and npm has none for this platform: install it from https://nodejs.org and start again.`);
  process.exit(1);
}

/** npm keeps a note of what it installed. Optional packages of other platforms are missing from it, and rightly so. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([at, { version, optional }]) => {
    const there = installed[at];
    return at === '' || (there ? there.version === version : optional === true);
  });
}

/** @param {string} file */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** The npm that runs this script, if one does. All of its chatter goes to standard error. */
function npmCi() {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const npm = process.env.npm_execpath;
  if (npm) return spawnSync(process.execPath, [npm, 'ci', '--loglevel=error'], options);
  return spawnSync('npm ci --loglevel=error', { ...options, shell: true });
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`saoma: ${line}\n`);
}
