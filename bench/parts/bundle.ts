import path from 'node:path';
import { build } from 'vite';
import { nodeBuilds } from '../../vite.node.config.ts';

/** Bundles a program of the bench exactly as the core is. @returns the built file, two folders under the root as the core's */
export async function bundle(source: string): Promise<string> {
  const [core] = nodeBuilds;
  const outDir = path.join(import.meta.dirname, '../../out/bench-core');
  const input = { run: source };
  await build({
    ...core,
    logLevel: 'warn',
    build: { ...core?.build, outDir, rolldownOptions: { ...core?.build?.rolldownOptions, input } },
  });
  return path.join(outDir, 'run.js');
}
