// The core as a process: what `npm start` becomes after it has built, and what the desktop shell starts beside its windows.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** After the windows have opened and the first device was looked for. */
const KEEP_COMPILED_AFTER_MS = 10_000;

// Most of a start is compiling. Where the folder cannot be written (a packed application names its own by NODE_COMPILE_CACHE) this does nothing.
enableCompileCache(fileURLToPath(new URL('../../out/compile-cache', import.meta.url)));
// Written at an orderly end otherwise, and a till is switched off at the wall. By then everything is loaded.
setTimeout(flushCompileCache, KEEP_COMPILED_AFTER_MS).unref();

const { main } = await import('./main.ts');
process.exit(await main(process.argv.slice(2)));
