import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** As the product's host says it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Pages as the product builds them, stories among them, in a folder of their own. */
export type BuiltPages = {
  /** Answers with a file of the build; @returns whether there is one of this name */
  serve(name: string, response: ServerResponse): boolean;
  remove(): void;
};

/** @param names of the pages: `display` is renderer/display.html */
export async function buildPages(names: readonly string[]): Promise<BuiltPages> {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-built-'));
  const input = names.map((name) => path.join(ROOT, `renderer/${name}.html`));
  const configFile = path.join(ROOT, 'vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input } } });
  return {
    serve(name, response) {
      let bytes: Buffer;
      try {
        bytes = readFileSync(path.join(folder, path.normalize(name)));
      } catch {
        return false;
      }
      response.writeHead(200, { 'content-type': TYPES[path.extname(name)] ?? 'text/plain', 'content-security-policy': POLICY });
      response.end(bytes);
      return true;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
