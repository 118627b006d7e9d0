import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAcquirerHandler } from './acquirer-handler.ts';
import { FaultPlan } from './faults.ts';
import { openTestShop, readReply, signedBody } from './test-merchant.ts';
import { tempFolder } from './test-sandbox.ts';

/** A certificate authority, a server and a merchant with certificates of it, and a stranger's. Made on the spot, kept nowhere. */
function makeCertificates() {
  const folder = tempFolder(onTestFinished);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  writeFileSync(path.join(folder, 'san'), 'subjectAltName=DNS:api.mch.weixin.qq.com');
  for (const authority of ['ca', 'strangers-ca']) {
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      `${authority}.key`,
      '-out',
      `${authority}.crt`,
      '-subj',
      `/CN=${authority}`,
      '-days',
      '2',
    );
  }
  const sign = (name: string, authority: string) => {
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const by = ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-CAcreateserial'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.crt`, '-days', '2', '-extfile', 'san');
    return { cert: readFileSync(path.join(folder, `${name}.crt`)), key: readFileSync(path.join(folder, `${name}.key`)) };
  };
  const server = sign('server', 'ca');
  return {
    ca: readFileSync(path.join(folder, 'ca.crt')),
    server,
    merchant: sign('merchant', 'ca'),
    stranger: sign('stranger', 'strangers-ca'),
  };
}

test('over TLS only /secapi wants the merchant’s certificate, and says so with a page of HTML', async () => {
  const { ca, server: serverCert, merchant, stranger } = makeCertificates();
  const shop = openTestShop();
  const handler = createAcquirerHandler({ acquirer: shop.acquirer, faults: new FaultPlan(shop.clock), clock: shop.clock });
  const server = createServer({ ...serverCert, ca, requestCert: true, rejectUnauthorized: false }, handler).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');

  async function ask(where: string, certificate: { cert: Buffer; key: Buffer } | object): Promise<{ status: number; body: string }> {
    const { port } = server.address() as AddressInfo;
    const sent = request({
      host: '127.0.0.1',
      servername: 'api.mch.weixin.qq.com',
      port,
      path: where,
      method: 'POST',
      ca,
      agent: false,
      ...certificate,
    });
    sent.end(signedBody({ out_trade_no: 'SALE-0001' }));
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, body: Buffer.concat(await response.toArray()).toString() };
  }

  shop.pay();
  expect(await ask('/secapi/pay/reverse', {})).toMatchObject({ status: 400, body: expect.stringContaining('<html>') });
  expect(await ask('/secapi/pay/reverse', stranger)).toMatchObject({ status: 400, body: expect.stringContaining('<html>') });
  expect(readReply(await ask('/pay/orderquery', {})).get('trade_state')).toBe('SUCCESS');
  expect(readReply(await ask('/secapi/pay/reverse', merchant)).get('recall')).toBe('N');
  expect(shop.acquirer.captured()).toBe(0);
});
