import * as net from 'node:net';
import type { WechatV2Config } from '../../config/config.ts';
import type { Gateway } from '../gateway.ts';
import { type Certificates, makeCertificates } from '../transport/testing/certificates.ts';
import { TestAcquirer } from '../transport/testing/test-acquirer.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { CODE, CONFIG, ORDER, PAYMENT, realClock, realRandom, recordingLog } from './test-setting.ts';
import { MCH_ID, SAMPLES } from './testing/samples.ts';

export const PAID = { kind: 'paid', payment: PAYMENT };
export const LOST = { kind: 'unknown', doubt: 'no_answer' };

/** Real servers on loopback and gateways to them, all gone after `cleanUp`. */
export class TestNetwork {
  readonly certificates: Certificates = makeCertificates(MCH_ID);
  #cleanUps: (() => Promise<unknown>)[] = [];

  async cleanUp(): Promise<void> {
    for (const cleanUp of this.#cleanUps.splice(0).reverse()) await cleanUp();
  }

  /** An acquirer that pays, answers and reverses; null speaks plain http. */
  async acquirer(kind: 'server' | 'wrongName' | 'expired' | null = 'server', keepAliveMs?: number): Promise<TestAcquirer> {
    const { ca } = this.certificates;
    const started = await TestAcquirer.start(kind && { ...this.certificates[kind], ca }, keepAliveMs);
    const answers: Record<string, string> = {
      '/pay/micropay': SAMPLES.micropayPaid,
      '/pay/orderquery': SAMPLES.queryPaid,
      '/secapi/pay/reverse': SAMPLES.reverseDone,
    };
    started.reply = (seen, response) => void response.end(answers[seen.path]);
    this.#cleanUps.push(() => started.stop());
    return started;
  }

  gatewayTo(endpoints: readonly string[], config: Partial<WechatV2Config> = {}, requestTimeoutMs = 4_000) {
    const log = recordingLog();
    let skewMs = 0;
    const clock = { ...realClock, monotonicMs: () => realClock.monotonicMs() + skewMs };
    const whole: WechatV2Config = { ...CONFIG, endpoints, ca: this.certificates.ca, ...config };
    const gateway: Gateway = createWechatV2Gateway({ config: whole, requestTimeoutMs, terminalId: 'T01', clock, random: realRandom, log });
    this.#cleanUps.push(() => gateway.close());
    const pass = (ms: number) => {
      skewMs += ms;
    };
    return { gateway, log, pass, submit: () => gateway.prepare(ORDER).submit(CODE) };
  }

  /** A server below HTTP, for what no HTTP server would do. */
  async rawServer(serve: (socket: net.Socket) => void): Promise<{ origin: string; tls: string; connections: () => number }> {
    const sockets: net.Socket[] = [];
    const server = net.createServer((socket) => {
      sockets.push(socket.on('error', () => {}));
      serve(socket);
    });
    const port = await listen(server);
    this.#cleanUps.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return { origin: `http://127.0.0.1:${port}`, tls: `https://localhost:${port}`, connections: () => sockets.length };
  }
}

/** An origin where nobody listens. */
export async function deadOrigin(): Promise<string> {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return `https://localhost:${port}`;
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}
