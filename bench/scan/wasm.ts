import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The bytes of a package's WebAssembly. */
export function wasmOf(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(createRequire(import.meta.url).resolve(path))).buffer;
}
