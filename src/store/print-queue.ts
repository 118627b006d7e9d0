import { appendFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KeptPrinting, PrintJob, PrintQueue } from '../receipt/print-job.ts';

/** Where papers that are owed are kept in the data folder: a file for each, and two beside them. */
export const PRINT_QUEUE_DIR = 'print-queue';

const POSITION_FILE = 'position';
const PRINTED_FILE = 'printed';

/** Jobs have their own limit; whatever else lies there is not read. */
const MOST_FILES = 2_000;
const MOST_PRINTED = 2_000;
const MAX_FILE_BYTES = 10_000;

const text = v.pipe(v.string(), v.maxLength(96));

const JobFile = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,40}$/)),
  printer: text,
  document: v.variant('kind', [
    v.strictObject({ kind: v.picklist(['charge', 'refund', 'cash', 'x', 'z']), id: text }),
    v.strictObject({ kind: v.literal('test'), id: v.literal('') }),
  ]),
  copy: v.picklist(['customer', 'merchant']),
  language: v.nullable(v.picklist(['zh-CN', 'en', 'ko'])),
  isReprint: v.boolean(),
  began: v.boolean(),
  queuedAtMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** The print queue as a folder. One thing at a time, so that what was asked first is on disk first. */
export function openPrintQueue(dataDir: string): PrintQueue {
  const dir = join(dataDir, PRINT_QUEUE_DIR);
  let turn: Promise<unknown> = mkdir(dir, { recursive: true, mode: 0o700 });
  turn.catch(() => {}); // told by the first use

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = turn.then(work, work);
    turn = result.catch(() => {});
    return result;
  }

  return {
    load: () => inTurn(() => read(dir)),
    keep: (job) => inTurn(() => replaceFile(dir, fileOf(job.id), JSON.stringify(job))),
    drop: (id) => inTurn(() => rm(join(dir, fileOf(id)), { force: true })),
    keepPosition: (seq) => inTurn(() => replaceFile(dir, POSITION_FILE, String(seq))),
    notePrinted: (key) => inTurn(() => appendFile(join(dir, PRINTED_FILE), `${key}\n`, { mode: 0o600 })),
  };
}

function fileOf(id: string): string {
  return `${id}.json`;
}

async function read(dir: string): Promise<KeptPrinting> {
  const names = (await readdir(dir)).slice(0, MOST_FILES);
  await Promise.all(names.filter((name) => name.endsWith('.tmp')).map((name) => rm(join(dir, name), { force: true })));
  const jobs = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => readJob(dir, name)));
  const position = await readSmall(join(dir, POSITION_FILE));
  const printed = (await readWhole(join(dir, PRINTED_FILE))).split('\n').filter((key) => key !== '');
  if (printed.length > 2 * MOST_PRINTED) await replaceFile(dir, PRINTED_FILE, `${printed.slice(-MOST_PRINTED).join('\n')}\n`);
  return {
    jobs: jobs.filter((job) => job !== null).sort((a, b) => a.queuedAtMs - b.queuedAtMs || (a.id < b.id ? -1 : 1)),
    position: /^\d{1,15}$/.test(position) ? Number(position) : null,
    printed: printed.slice(-MOST_PRINTED),
  };
}

/** A file that is no job is left where it is: it may be of a later version. */
async function readJob(dir: string, name: string): Promise<PrintJob | null> {
  try {
    const parsed = v.safeParse(JobFile, JSON.parse(await readSmall(join(dir, name))));
    return parsed.success && fileOf(parsed.output.id) === name ? parsed.output : null;
  } catch {
    return null; // no JSON
  }
}

/** A small file's text; empty when it is not there or larger than any of ours. */
async function readSmall(file: string): Promise<string> {
  const whole = await readWhole(file);
  return whole.length <= MAX_FILE_BYTES ? whole : '';
}

async function readWhole(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw cause;
  }
}

/** Puts a whole file in the place of another: a power cut leaves the one or the other. */
async function replaceFile(dir: string, name: string, content: string): Promise<void> {
  const file = join(dir, name);
  const temporary = `${file}.tmp`;
  await writeFile(temporary, content, { mode: 0o600, flush: true });
  await rename(temporary, file);
  if (process.platform !== 'win32') await syncFolder(dir);
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
