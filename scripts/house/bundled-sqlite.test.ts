import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { nodeBuilds } from '../../vite.node.config.ts';
import { ROOT } from './root.mjs';

/** In the project, because a built file looks for the binary in the node_modules folders above it. */
const folder = path.join(ROOT, `out/test-bundled-sqlite-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `import Database from 'better-sqlite3';
console.log(new Database(':memory:').prepare('SELECT 40 + 2').pluck().get());`;

test('a built program opens a database with the binary where npm has put it, from any folder', async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'program.ts'), PROGRAM);
  const [core] = nodeBuilds;
  const output = { ...core?.build?.rolldownOptions, input: path.join(folder, 'program.ts') };
  await build({ ...core, logLevel: 'error', build: { ...core?.build, outDir: path.join(folder, 'built'), rolldownOptions: output } });
  const built = path.join(folder, 'built/program.js');
  expect(readFileSync(built, 'utf8')).not.toMatch(/(?:from |import\()"better-sqlite3"/);
  const { stdout, stderr } = spawnSync(process.execPath, [built], { encoding: 'utf8', cwd: '/' });
  expect({ stdout, stderr }).toEqual({ stdout: '42\n', stderr: '' });
});
