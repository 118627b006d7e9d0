import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const renderer = path.resolve(import.meta.dirname, 'renderer');

/** One page per window. The stories pages are for the screenshots and not part of the product. */
const pages = ['cashier', 'manager', 'display', 'phone', 'faults']
  .map((name) => path.join(renderer, `${name}.html`))
  .filter((file) => existsSync(file));

/**
 * The screens. The host serves them under a strict content security policy: no inline script or style may come out of this,
 * hence no module preload polyfill and no inlined assets.
 */
export default defineConfig({
  root: renderer,
  base: '/',
  publicDir: false,
  plugins: [react()],
  css: { transformer: 'lightningcss' },
  worker: { format: 'es' },
  // Found by its own address, which the pre-bundled copy would not know.
  optimizeDeps: { exclude: ['zxing-wasm'] },
  build: {
    outDir: path.resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    cssMinify: 'lightningcss',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: pages },
  },
});
