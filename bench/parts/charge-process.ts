// node charge-process.js <configuration> <data folder>: the terminal as far as it can charge, without host, devices, windows.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../compile-cache', import.meta.url)));

const { openChargeProcess } = await import('./charge-core.ts');
await openChargeProcess(process.argv[2] ?? '', process.argv[3] ?? '.');
