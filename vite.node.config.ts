import path from 'node:path';
import type { InlineConfig } from 'vite';
import { bundledSqlite } from './scripts/house/bundled-sqlite.ts';
import { plainBuiltins } from './scripts/house/plain-builtins.ts';

const here = import.meta.dirname;

/** Packages with native binaries stay outside of the bundles, but for the one that every start needs. */
const EXTERNAL = ['electron', 'serialport', 'node-hid', 'usb'];

/** What every start needs is one file, with all that it imports, however much of it others share that come later. */
const EVERY_START = /[\\/]src[\\/]app[\\/](?:main|charge-process)\.ts$/;

type NodeBundle = { readonly entries: Readonly<Record<string, string>>; readonly outDir: string; readonly format: 'es' | 'cjs' };

/** What runs in Node and in Electron's main process. Bundled, because loading a hundred small files is most of a start. */
const BUNDLES: readonly NodeBundle[] = [
  // The press is a thread with a file of its own; drivers/paper/create-press.ts looks for it beside itself.
  { entries: { run: 'src/app/run.ts', 'press-worker': 'drivers/paper/press-worker.ts' }, outDir: 'out/core', format: 'es' },
  { entries: { main: 'electron/main.ts' }, outDir: 'out/electron', format: 'es' },
  // A sandboxed preload is no module and can import nothing but Electron.
  {
    entries: { cashier: 'electron/preload/cashier.ts', display: 'electron/preload/display.ts' },
    outDir: 'out/electron/preload',
    format: 'cjs',
  },
];

/** The builds of everything that is not a screen. What is imported lazily stays a file of its own. */
export const nodeBuilds: readonly InlineConfig[] = BUNDLES.map(({ entries, outDir, format }) => ({
  configFile: false,
  root: here,
  publicDir: false,
  plugins: format === 'es' ? [bundledSqlite(), plainBuiltins()] : [],
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: true,
    target: 'node24',
    minify: false,
    outDir: path.join(here, outDir),
    emptyOutDir: true,
    rolldownOptions: {
      external: EXTERNAL,
      input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(here, file)])),
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'start', test: EVERY_START }] },
      },
    },
  },
}));
