import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startTestSandbox } from './test-sandbox.ts';

test('leaves the global Response alone: with its own in place, the streams of the host ended the process', async () => {
  const before = globalThis.Response;
  await startTestSandbox(onTestFinished);
  expect(globalThis.Response).toBe(before);
});

test('takes faults away on a DELETE without a length, as every common client sends it', async () => {
  const sandbox = await startTestSandbox(onTestFinished);
  const { faultsUrl } = sandbox.address();
  const api = new URL('/faults/api', faultsUrl);
  sandbox.faults.plant({ call: 'micropay', kind: 'drop_after', times: 1, skip: 0, delayMs: 0 });
  const { port } = api;
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`DELETE /faults/api HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    });
    socket.setEncoding('utf8').on('data', resolve);
  });
  expect(answer).toContain('204');
  expect(sandbox.faults.view().faults).toEqual([]);
});
