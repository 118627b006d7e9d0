// The core as a process: what `npm start` becomes after it has built, and what the desktop shell starts beside its windows.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Most of a start is compiling. Where the folder cannot be written (a packed application names its own by NODE_COMPILE_CACHE) this does nothing.
enableCompileCache(fileURLToPath(new URL('../compile-cache', import.meta.url)));

const { main } = await import('./main.ts');
process.exit(await main(process.argv.slice(2)));
