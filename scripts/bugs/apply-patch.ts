import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Hunk = { readonly before: string; readonly after: string };

/**
 * Applies a patch to a tree. Hunks are found by what they say and not by their line numbers; each must be found exactly once.
 *
 * Throws, naming the file and what was looked for, when one is not.
 */
export function applyPatch(patch: string, tree: string): void {
  for (const [file, hunks] of readPatch(patch)) {
    const place = path.join(tree, file);
    const patched = hunks.reduce((text, hunk) => replaceOnce(text, hunk, file), readFileSync(place, 'utf8').replaceAll('\r\n', '\n'));
    writeFileSync(place, patched);
  }
}

function replaceOnce(text: string, { before, after }: Hunk, file: string): string {
  const at = text.indexOf(before);
  if (at < 0 || text.indexOf(before, at + 1) >= 0) throw new Error(`${file} has ${at < 0 ? 'nowhere' : 'more than once'}:\n${before}`);
  return text.slice(0, at) + after + text.slice(at + before.length);
}

/** @returns the hunks of each file, with the lines they find and the lines they leave */
function readPatch(patch: string): ReadonlyMap<string, readonly Hunk[]> {
  const files = new Map<string, Hunk[]>();
  for (const part of patch
    .replaceAll('\r\n', '\n')
    .split(/^diff --git .*\n/m)
    .slice(1)) {
    const file = /^\+\+\+ b\/(.+)$/m.exec(part)?.[1];
    if (file === undefined) throw new Error('a patch without a file');
    const hunks = part.split(/^@@ .*\n/m).slice(1);
    files.set(file, hunks.map(readHunk));
  }
  if (files.size === 0) throw new Error('an empty patch');
  return files;
}

function readHunk(hunk: string): Hunk {
  const lines = hunk.split('\n').filter((line) => line !== '' && !line.startsWith('\\'));
  const side = (leaves: string) =>
    lines
      .filter((line) => line[0] !== leaves)
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { before: side('+'), after: side('-') };
}
