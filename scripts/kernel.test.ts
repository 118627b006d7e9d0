import { expect, test } from 'vitest';
import { KERNEL_CODE } from '../src/gateway/wechat-v2/bill-kernel-code.ts';
import { compileKernel } from './house/compile-kernel.ts';

test('the kernel that is shipped is what its source compiles to: else `npm run kernel` was forgotten', async () => {
  expect(KERNEL_CODE).toBe(Buffer.from(await compileKernel()).toString('base64'));
});
