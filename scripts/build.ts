// Builds the screens, the core and the desktop shell into out/.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { nodeBuilds } from '../vite.node.config.ts';
import { ROOT } from './house/root.mjs';
import { hashSources, markBuilt } from './house/sources.mjs';

const hash = hashSources(ROOT); // before the build: what changes meanwhile is built the next time
rmSync(path.join(ROOT, 'out/.sources'), { force: true });
rmSync(path.join(ROOT, 'out/compile-cache'), { recursive: true, force: true });
mkdirSync(path.join(ROOT, 'out'), { recursive: true });
await build({ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
for (const config of nodeBuilds) await build({ ...config, logLevel: 'warn' });
markBuilt(ROOT, hash);
