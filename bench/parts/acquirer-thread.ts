import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { parseRequest } from '../../src/sandbox/parse.ts';
import { type SignType, sign } from '../../src/sandbox/sign.ts';
import { writeXml } from '../../src/sandbox/wire.ts';
import { type AcquirerOrders, sharedState } from './acquirer.ts';
import { delayingProxy } from './delaying-proxy.ts';
import { MERCHANT } from './merchant.ts';

const { tls, oneWayMs, idleCloseMs, shared } = workerData as AcquirerOrders;
const { arrivedNs, awake } = sharedState(shared);

/** The answer every request deserves here, rightly signed; each client reads what concerns it. */
function paid(body: Buffer): string {
  const request = parseRequest(body);
  if (!request.ok) throw new Error(request.error);
  const given = (name: string) => request.value.get(name) ?? '';
  const answer = new Map([
    ['return_code', 'SUCCESS'],
    ['return_msg', 'OK'],
    ['appid', given('appid')],
    ['mch_id', given('mch_id')],
    ['nonce_str', '5K8264ILTKCH16CQ2502SI8ZNMTM67VS'],
    ['result_code', 'SUCCESS'],
    ['recall', 'N'],
    ['openid', `oUpF8u${given('out_trade_no').slice(-22)}`], // each charge is another customer's
    ['is_subscribe', 'N'],
    ['trade_type', 'MICROPAY'],
    ['bank_type', 'CMB_DEBIT'],
    ['total_fee', given('total_fee')],
    ['fee_type', 'CNY'],
    ['cash_fee', given('total_fee')],
    ['transaction_id', '4200002719202611225550142387'],
    ['out_trade_no', given('out_trade_no')],
    ['time_end', '20261122103412'],
  ]);
  answer.set('sign', sign(answer, MERCHANT.apiKey, (given('sign_type') || 'MD5') as SignType));
  return writeXml(answer);
}

const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: false, keepAliveTimeout: idleCloseMs, noDelay: true });
server.on('request', (request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    if (request.method === 'POST') {
      Atomics.store(arrivedNs, 0, process.hrtime.bigint());
      Atomics.store(awake, 0, 0);
    }
    const body = request.method === 'POST' ? paid(Buffer.concat(pieces)) : '<xml></xml>';
    // Said by hand, because Node would add how long it keeps a connection, and not every server is that kind.
    response.writeHead(200, { 'content-type': 'text/xml', connection: 'keep-alive', 'content-length': Buffer.byteLength(body) }).end(body);
  });
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage(oneWayMs === 0 ? port : await delayingProxy(port, oneWayMs));
});

parentPort?.on('message', () => {
  Atomics.store(awake, 0, 1);
  stayAwake();
});

/** Until the request has come. */
function stayAwake(): void {
  if (Atomics.load(awake, 0) === 1) setImmediate(stayAwake);
}
