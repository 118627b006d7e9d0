import { fileURLToPath } from 'node:url';

/** The journal in the data folder. */
export const JOURNAL_FILE = 'journal.db';

/** Its daily copies. */
export const BACKUPS_DIR = 'backups';

/** What a person types to restore the journal of a data folder: npm's script in a checkout, the program itself where it is installed. */
export function restoreCommand(dataDir: string): string {
  const isInstalled = fileURLToPath(import.meta.url).includes('.asar');
  return `${isInstalled ? 'saoma restore' : 'npm run restore --'} ${/\s/.test(dataDir) ? JSON.stringify(dataDir) : dataDir}`;
}
