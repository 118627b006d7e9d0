import path from 'node:path';

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * One line to whoever started the script; standard output belongs to the terminal.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`saoma: ${line}\n`);
}
