// Compiles the inner loops, in AssemblyScript, into text beside them: `npm run kernel`, after one was changed.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileKernel, KERNELS } from './house/compile-kernel.ts';
import { ROOT } from './house/root.mjs';

const LETTERS = 100;

for (const { source, target } of KERNELS) {
  const code = Buffer.from(await compileKernel(source)).toString('base64');
  const lines = (code.match(new RegExp(`.{1,${LETTERS}}`, 'g')) ?? []).map((line) => `  '${line}',`);
  const text = `/** assembly/ as WebAssembly: made by \`npm run kernel\`. */\nexport const KERNEL_CODE = [\n${lines.join('\n')}\n].join('');\n`;
  writeFileSync(path.join(ROOT, target), text);
}
