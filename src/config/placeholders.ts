import { err, ok, type Result } from '../basics/result.ts';
import type { Environment } from './data-dir.ts';
import { type FieldPath, oneLine } from './problem.ts';

/** Where replacements come from. `readText` gives null when the file cannot be read. */
export type Sources = { readonly env: Environment; readonly readText: (path: string) => string | null };

/** What could not be replaced. `name` is that of a variable or a file, never what is in it. */
export type Unreplaced = { readonly path: FieldPath; readonly what: string };

const PLACEHOLDER = /\$(ENV|FILE)\{([^{}]{1,1024})\}/g;
/** So much of a name is told. */
const MAX_NAME = 200;
/** No field of ours lies deeper by far; a pile of brackets is not followed to its end. */
const MAX_DEPTH = 32;

/**
 * Replaces `$ENV{NAME}` and `$FILE{path}` in every string of a parsed file. What comes in is not looked at again, and the line
 * break at a file's end is not part of it.
 */
export function replacePlaceholders(value: unknown, sources: Sources, path: FieldPath = []): Result<unknown, Unreplaced> {
  if (typeof value === 'string') return replaceIn(value, sources, path);
  if (typeof value !== 'object' || value === null) return ok(value);
  if (path.length >= MAX_DEPTH) return err({ path, what: 'lies deeper than anything there is' });
  const replaced: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const result = replacePlaceholders(item, sources, [...path, Array.isArray(value) ? Number(key) : key]);
    if (!result.ok) return result;
    replaced.push([key, result.value]);
  }
  return ok(Array.isArray(value) ? replaced.map(([, item]) => item) : Object.fromEntries(replaced));
}

function replaceIn(text: string, sources: Sources, path: FieldPath): Result<string, Unreplaced> {
  const missing: string[] = [];
  const replaced = text.replace(PLACEHOLDER, (_, kind: string, name: string) => {
    const found = kind === 'ENV' ? sources.env[name] : sources.readText(name)?.replace(/[\r\n]+$/, '');
    if (found === undefined || found === '')
      missing.push(
        kind === 'ENV'
          ? `the variable ${told(name)} is not set`
          : `the file ${told(name)} cannot be read, is empty, or is larger than 1 MB`,
      );
    return found ?? '';
  });
  return missing[0] === undefined ? ok(replaced) : err({ path, what: missing[0] });
}

function told(name: string): string {
  return oneLine(name.slice(0, MAX_NAME));
}
