// node --import this file: `electron` then means the stand-in beside it.
import { registerHooks } from 'node:module';

const standin = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standin, shortCircuit: true } : next(specifier, context)),
});
