import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { lockDataFolder } from '../store/data-folder.ts';
import { EXIT } from './exit.ts';
import { BACKUPS_DIR, JOURNAL_FILE } from './journal-place.ts';
import { systemClock as clock } from './system.ts';

/** One thing done without a terminal. @returns the exit code */
type Errand = (args: readonly string[]) => Promise<number>;

/** What can stand in the place of flags: `saoma verify DIR`. */
const ERRANDS: Readonly<Record<string, Errand>> = { verify, restore, pins };

/** How they are asked for. */
const ERRAND_USAGE = `saoma verify DIR|FILE          looks through the journal of a data folder, or through one backup
saoma restore DIR [BACKUP]     sets the journal aside and makes a whole one, from the newest backup and all that came after it
saoma pins DIR [NAME]         gives a manager a PIN that is good once, for choosing another: when nobody can sign in
`;

/** Finds what the first word asks for. @returns null when it is a flag or nothing: the terminal itself is meant */
export function errandOf([word, ...args]: readonly string[]): (() => Promise<number>) | null {
  const errand = word !== undefined && Object.hasOwn(ERRANDS, word) ? ERRANDS[word] : undefined;
  return errand ? () => errand(args) : null;
}

/** Names the first bad entry. Exit code 1 when there is one. */
async function verify(args: readonly string[]): Promise<number> {
  const [given, ...rest] = args;
  if (given === undefined || rest.length > 0) return wrongUse();
  const at = path.resolve(given);
  if (!existsSync(at)) return complain(`there is nothing at ${at}`, EXIT.badConfiguration);
  const { verifyFile } = await import('../store/verify.ts');
  const { witnessesIn } = await import('../store/backup-files.ts');
  const isFolder = statSync(at).isDirectory();
  const look = () => {
    const witnesses = isFolder ? witnessesIn(path.join(at, BACKUPS_DIR)) : [];
    const file = isFolder ? path.join(at, JOURNAL_FILE) : at;
    const { damage, entries, isEndVouchedFor } = verifyFile(file, { witnesses, onProgress: showProgress() });
    if (damage) return complain(`${file}: ${damage.message}`, EXIT.failed);
    say(`${file}: ${entries} entries, each as it was written`);
    if (!isEndVouchedFor) say('whether entries are missing at its end cannot be told: there is neither a head file nor a backup beside it');
    return EXIT.ok;
  };
  return isFolder ? alone(at, look) : look();
}

/** Makes a whole journal. What was there is set aside, never deleted. */
async function restore(args: readonly string[]): Promise<number> {
  const [given, backup = null, ...rest] = args;
  if (given === undefined || rest.length > 0) return wrongUse();
  const dir = path.resolve(given);
  if (!existsSync(dir) || !statSync(dir).isDirectory()) return complain(`there is no data folder at ${dir}`, EXIT.badConfiguration);
  const { restoreJournal } = await import('../store/restore.ts');
  return alone(dir, () => {
    const restored = restoreJournal(dir, backup && path.resolve(backup), clock.wallMs());
    if (!restored.ok) return complain(restored.error, EXIT.failed);
    const { from, entries, carriedOver, lost, setAside } = restored.value;
    say(`the journal has ${entries} entries again: ${from ?? 'no backup'} and ${carriedOver} that only the old journal had`);
    if (lost > 0) say(`${lost} entries at its end are lost: compare the day with the acquirer's bill`);
    if (setAside !== null) say(`the old journal is kept in ${setAside}`);
    return EXIT.ok;
  });
}

/** Lets a manager in again whose PIN is lost. */
async function pins(args: readonly string[]): Promise<number> {
  const [given, name = null, ...rest] = args;
  if (given === undefined || rest.length > 0) return wrongUse();
  const dir = path.resolve(given);
  if (!existsSync(dir) || !statSync(dir).isDirectory()) return complain(`there is no data folder at ${dir}`, EXIT.badConfiguration);
  const { resetPin } = await import('./reset-pin.ts');
  return alone(dir, async () => {
    const reset = await resetPin(dir, name);
    if (!reset.ok) return complain(reset.error, EXIT.failed);
    const { setAside, code } = reset.value;
    if (setAside !== null) say(`the PINs could not be read and are set aside as ${setAside}: everybody needs a new one from the manager`);
    say(`${reset.value.name} signs in once with ${code} and then chooses a PIN`);
    return EXIT.ok;
  });
}

/** Does something with a data folder that no terminal may run on meanwhile. */
async function alone(dir: string, deed: () => number | Promise<number>): Promise<number> {
  const lock = lockDataFolder(dir);
  if (!lock.ok) return complain(`a terminal runs on ${dir}: stop it first`, EXIT.dataFolderInUse);
  try {
    return await deed();
  } finally {
    lock.value.release();
  }
}

/** Says how far it is, where a person looks on. */
function showProgress(): (progress: { readonly done: number; readonly total: number }) => void {
  let told = 0;
  return ({ done, total }) => {
    if (!process.stderr.isTTY || done - told < 20_000) return;
    told = done;
    process.stderr.write(`\r${done} of ${total} entries `);
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(message: string, code: number): number {
  process.stderr.write(`saoma: ${message}\n`);
  return code;
}

function wrongUse(): number {
  process.stderr.write(ERRAND_USAGE);
  return EXIT.badConfiguration;
}
