import path from 'node:path';
import { main } from 'assemblyscript/asc';
import { ROOT } from './root.mjs';

const SOURCE = 'src/gateway/wechat-v2/assembly/index.ts';
/** No checks of its own, no collector, sixteen bytes at once. */
const FLAGS = ['--runtime', 'stub', '--noAssert', '--enable', 'simd', '-O3'];

/** Compiles the bill's inner loop. @returns a module of WebAssembly */
export async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  let code: Uint8Array<ArrayBuffer> | null = null;
  const { error, stderr } = await main([SOURCE, '--baseDir', ROOT, '--outFile', 'kernel.wasm', ...FLAGS], {
    writeFile: (_, contents) => {
      code = Uint8Array.from(contents as Uint8Array);
    },
  });
  if (error || code === null) throw new Error(`${path.basename(SOURCE)} does not compile\n${stderr.toString()}`, { cause: error });
  return code;
}
