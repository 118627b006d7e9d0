// npm run verify -- DIR, npm run restore -- DIR and npm run pins -- DIR, from the sources: what the built and the installed program do with the same words.
import { errandOf } from '../src/app/errands.ts';

process.umask(0o077); // nothing that is written is for others of this machine
process.exitCode = await errandOf(process.argv.slice(2))?.();
