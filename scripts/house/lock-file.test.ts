import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './root.mjs';

type Locked = { readonly optionalDependencies?: Readonly<Record<string, string>> };

/** Where Node would look for a package that another one needs: in its own folder, then in each above. */
function places(at: string, name: string): readonly string[] {
  const folders = at === '' ? [] : at.split('/node_modules/').map((_, n, parts) => parts.slice(0, n + 1).join('/node_modules/'));
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

test('the lock file names every platform’s build of what has one: npm leaves out what it cannot get, and the next clean install stops', () => {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Readonly<Record<string, Locked>> };
  const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(at, name).some((place) => place in lock.packages))
      .map((name) => `${name} (of ${at || 'the project'})`),
  );
  expect(missing).toEqual([]);
});
