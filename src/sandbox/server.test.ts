import { expect, onTestFinished, test } from 'vitest';
import { startTestSandbox } from './test-sandbox.ts';

test('leaves the global Response alone: with its own in place, the streams of the host ended the process', async () => {
  const before = globalThis.Response;
  await startTestSandbox(onTestFinished);
  expect(globalThis.Response).toBe(before);
});
