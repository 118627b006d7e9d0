import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { SandboxAddress } from '../contract/sandbox.ts';
import { readReply, sale, signedBody } from './test-merchant.ts';
import { tempFolder } from './test-sandbox.ts';

const PROCESS = fileURLToPath(new URL('./test-process.ts', import.meta.url));

type Ready = { readonly address: SandboxAddress; readonly authCode: string };

/** Runs a sandbox in a process of its own. */
async function startProcess(dataDir: string) {
  const child = spawn(process.execPath, [PROCESS, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const ready = JSON.parse(String(line)) as Ready;
  const { endpoint, ...merchant } = ready.address.wechat;
  return {
    ...ready,
    async ask(path: string, fields: Record<string, string>) {
      const response = await fetch(endpoint + path, { method: 'POST', body: Buffer.from(signedBody(fields, merchant)) });
      // The key differs per folder: only the values are read here.
      return readReply({ body: (await response.text()).replace(/<sign>.*<\/sign>/, '') });
    },
    async act(action: unknown) {
      const url = new URL('/phone/api/actions', ready.address.phoneUrl);
      return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(action) })).status;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('killed in the middle of a password dialog: address, orders, dialog and money are there again', async () => {
  const dataDir = tempFolder(onTestFinished);
  const before = await startProcess(dataDir);
  await before.ask('/pay/micropay', sale(before.authCode));
  await before.act({ kind: 'password_above', fen: 0 });
  const second = { ...sale(before.authCode), out_trade_no: 'SALE-0002' };
  expect((await before.ask('/pay/micropay', second)).get('err_code')).toBe('AUTH_CODE_INVALID');
  await before.kill();

  const between = await startProcess(dataDir);
  expect(between.address).toEqual(before.address);
  const third = { ...sale(between.authCode), out_trade_no: 'SALE-0003' };
  expect((await between.ask('/pay/micropay', third)).get('err_code')).toBe('USERPAYING');
  await between.kill();

  const after = await startProcess(dataDir);
  expect((await after.ask('/pay/orderquery', { out_trade_no: 'SALE-0001' })).get('trade_state')).toBe('SUCCESS');
  expect((await after.ask('/pay/orderquery', { out_trade_no: 'SALE-0003' })).get('trade_state')).toBe('USERPAYING');
  expect((await after.ask('/pay/micropay', third)).get('err_code')).toBe('USERPAYING');
  expect((await after.ask('/pay/micropay', { ...third, auth_code: after.authCode })).get('err_code')).toBe('BUYER_MISMATCH');
  expect(await after.act({ kind: 'pay', orderNo: 'SALE-0003' })).toBe(200);
  expect((await after.ask('/pay/orderquery', { out_trade_no: 'SALE-0003' })).get('trade_state')).toBe('SUCCESS');
});
