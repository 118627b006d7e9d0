// Compiles the bill's inner loop into src/gateway/wechat-v2/bill-kernel-code.ts: `npm run kernel`, after assembly/ was changed.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileKernel } from './house/compile-kernel.ts';
import { ROOT } from './house/root.mjs';

const LETTERS = 100;
const code =
  Buffer.from(await compileKernel())
    .toString('base64')
    .match(new RegExp(`.{1,${LETTERS}}`, 'g')) ?? [];
const lines = code.map((line) => `  '${line}',`);
const text = `/** assembly/ as WebAssembly: made by \`npm run kernel\`. */\nexport const KERNEL_CODE = [\n${lines.join('\n')}\n].join('');\n`;
writeFileSync(path.join(ROOT, 'src/gateway/wechat-v2/bill-kernel-code.ts'), text);
