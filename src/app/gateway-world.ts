import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Mishap, Step, Truth, World } from '../gateway/contract/world.ts';
import type { Gateway, NoticeRequest } from '../gateway/gateway.ts';
import { recordingLog } from '../gateway/wechat-v2/test-setting.ts';
import type { Log } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { PhoneSource } from '../sandbox/phone-source.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { startTestSandbox } from '../sandbox/test-sandbox.ts';

/** The acquirers' waits, shortened: a dialog stays open for some seconds, a refund takes a moment. */
const TIME_FACTOR = 0.1;

/** Waits that a machine under load can keep. */
export const ANSWER_WITHIN_MS = 1_500;

/** Above it the wallet asks for the password: never, or always. */
const PASSWORD_ABOVE = { never: 100_000_000, always: 0 };

/** What each acquirer has of its own. */
export type Side = {
  readonly gateway: Gateway;
  readonly phone: PhoneSource;
  truth(orderNo: string): Truth;
  plant(step: Step, mishap: Mishap, times: number): void;
};

/** For tests: the embedded acquirers over a real line, the customer at his phone, and a place where reports come in. */
export async function openGatewayWorld(openSide: (sandbox: Sandbox, parts: { reportsTo: string; log: Log }) => Side): Promise<World> {
  const sandbox = await startTestSandbox(onTestFinished, { timeFactor: TIME_FACTOR });
  const log = recordingLog();
  const { reports, url } = await listenForReports();
  const { gateway, phone, truth, plant } = openSide(sandbox, { reportsTo: url, log });
  const { wallet } = sandbox.acquirer;
  gateway.open();
  onTestFinished(() => gateway.close());

  async function switchLine(line: 'up' | 'down'): Promise<void> {
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const answer = await fetch(`${sandbox.address().faultsUrl}api/line`, { method: 'POST', headers, body: JSON.stringify({ line }) });
    if (!answer.ok) throw new Error(`line ${line}: ${answer.status}`);
  }

  return {
    ...{ gateway, truth },
    customer: {
      code(how) {
        wallet.change({ passwordAbove: how?.asksPassword ? PASSWORD_ABOVE.always : PASSWORD_ABOVE.never });
        return sandbox.issueCode().authCode;
      },
      scan: (content) => succeed(phone.scan(content)),
      pay: (orderNo) => succeed(phone.answer(orderNo, 'pay')),
      giveUp: (orderNo) => succeed(phone.answer(orderNo, 'give_up')),
    },
    order: (more = {}) => ({ ...newOrder(), method: 'payment_code', ...more }),
    offered(more = {}) {
      const to = { openId: wallet.openId(), clientIp: '203.0.113.9' };
      const order = newOrder();
      return { ...order, method: 'merchant_qr', to, expiresAtMs: order.createdAtMs + 300_000, ...more };
    },
    spoil: (step, mishap, times = 1) => plant(step, mishap, times),
    cutLine: () => switchLine('down'),
    mendLine: () => switchLine('up'),
    reports: () => reports,
    logText: () => log.text(),
  };
}

function newOrder() {
  const orderNo = `C-${randomBytes(8).toString('hex')}` as OrderNo;
  return { orderNo, amountFen: fen(2350), currency: 'CNY', description: '咖啡 & <拿铁> "大" 😀', createdAtMs: Date.now() } as const;
}

/** What the phone does not let him do is the test's mistake, or what it wants to see. */
function succeed(done: ReturnType<PhoneSource['scan']>): void {
  if (!done?.ok) throw new Error(done ? done.error : 'nobody knows it');
}

/** Takes down what is reported, and thanks with nothing that an acquirer would believe: a test reads it by itself. */
async function listenForReports(): Promise<{ readonly reports: readonly NoticeRequest[]; readonly url: string }> {
  const reports: NoticeRequest[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      reports.push({ headers, body });
      response.writeHead(200, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { reports, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports` };
}
