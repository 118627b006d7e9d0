// node charge-process.js <configuration> <data folder>: the terminal as far as it can charge, without host, devices, windows.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../../out/compile-cache', import.meta.url)));
process.once('SIGTERM', () => process.exit(0)); // in good order, as the core ends: that is when the compile cache is written

const { chargeProcess } = await import('./charge-core.ts');
await chargeProcess(process.argv.slice(2));
