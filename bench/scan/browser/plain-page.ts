import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'vite';

const OUT = path.join(import.meta.dirname, '../../../out/bench-camera');

/** What the page consists of; the browser compiles WebAssembly while it comes in only if it is called so. */
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

export type PlainPage = { readonly url: string; close(): void };

/** Builds the page of zxing-wasm alone as the product's pages are built, and serves it to this machine. */
export async function servePlainPage(): Promise<PlainPage> {
  await build({
    root: import.meta.dirname,
    logLevel: 'warn',
    configFile: false,
    base: './',
    build: {
      outDir: OUT,
      emptyOutDir: true,
      target: 'chrome120',
      rolldownOptions: { input: path.join(import.meta.dirname, 'plain.html') },
    },
  });
  const server = createServer(({ url = '/' }, response) => {
    const file = path.join(OUT, path.normalize(new URL(url, 'http://page').pathname));
    const type = TYPES[path.extname(file)];
    if (!type || !file.startsWith(OUT)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/plain.html`, close: () => server.close() };
}
