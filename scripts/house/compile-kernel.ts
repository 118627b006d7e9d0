import { main } from 'assemblyscript/asc';
import { ROOT } from './root.mjs';

/** What is compiled, and where its code is kept as text. */
export const KERNELS = [
  { source: 'src/gateway/wechat-v2/assembly/index.ts', target: 'src/gateway/wechat-v2/bill-kernel-code.ts' },
  { source: 'src/reconciliation/assembly/index.ts', target: 'src/reconciliation/waiting-code.ts' },
] as const;

/** No checks of its own, no collector, sixteen bytes at once. */
const FLAGS = ['--runtime', 'stub', '--noAssert', '--enable', 'simd', '-O3'];

/** Compiles an inner loop. @returns a module of WebAssembly */
export async function compileKernel(source: string): Promise<Uint8Array<ArrayBuffer>> {
  let code: Uint8Array<ArrayBuffer> | null = null;
  const { error, stderr } = await main([source, '--baseDir', ROOT, '--outFile', 'kernel.wasm', ...FLAGS], {
    writeFile: (_, contents) => {
      code = Uint8Array.from(contents as Uint8Array);
    },
  });
  if (error || code === null) throw new Error(`${source} does not compile\n${stderr.toString()}`, { cause: error });
  return code;
}
