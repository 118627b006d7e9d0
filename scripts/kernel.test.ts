import path from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel, KERNELS } from './house/compile-kernel.ts';
import { ROOT } from './house/root.mjs';

test.each(KERNELS)('$target is what its source compiles to: else `npm run kernel` was forgotten', async ({ source, target }) => {
  const { KERNEL_CODE } = (await import(path.join(ROOT, target))) as { readonly KERNEL_CODE: string };
  expect(KERNEL_CODE).toBe(Buffer.from(await compileKernel(source)).toString('base64'));
});
