import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTestSandbox, tempFolder } from './test-sandbox.ts';

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

test('the pages may ask for a camera, and the scripts of workers alone may compile the decoder', async () => {
  const pagesDir = tempFolder(onTestFinished);
  mkdirSync(path.join(pagesDir, 'assets'));
  for (const file of ['phone.html', 'faults.html', 'assets/qr-worker.js', 'assets/reader.wasm'])
    writeFileSync(path.join(pagesDir, file), '');
  const { phoneUrl } = (await startTestSandbox(onTestFinished, { pagesDir })).address();
  const head = async (route: string) => (await fetch(new URL(route, phoneUrl))).headers;
  for (const page of ['/phone/', '/faults/'])
    expect((await head(page)).get('permissions-policy')).toMatch(/^camera=\(self\), microphone=\(\)/);
  expect((await head('/phone/')).get('content-security-policy')).toContain("worker-src 'self'");
  expect((await head('/phone/')).get('content-security-policy')).not.toContain('wasm-unsafe-eval');
  expect((await head('/assets/qr-worker.js')).get('content-security-policy')).toContain("'wasm-unsafe-eval'");
  expect((await head('/assets/reader.wasm')).get('content-type')).toBe('application/wasm');
});
