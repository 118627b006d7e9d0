import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Clock, Random } from '../basics/clock.ts';
import type { SandboxAddress } from '../contract/sandbox.ts';
import type { Log } from '../log/log.ts';
import { Acquirer } from './acquirer.ts';
import { createAcquirerHandler } from './acquirer-handler.ts';
import { ACQUIRER_TIMES, scaleTimes } from './desk.ts';
import { FaultPlan } from './faults.ts';
import { createFaultsApi } from './faults-api.ts';
import { loadIdentity, saveIdentity } from './identity.ts';
import { createListener } from './listener.ts';
import { startNotifier } from './notifier.ts';
import { createPages } from './pages.ts';
import { createPhoneApi } from './phone-api.ts';
import { postOverHttp } from './post-over-http.ts';
import { openSandboxStore } from './sqlite-store.ts';
import { stoppableClock } from './stoppable-clock.ts';
import { Wallet } from './wallet.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';
import { createWooshFaultsApi } from './wooshpay/faults-api.ts';
import { createWooshSandbox, type WooshSandbox } from './wooshpay/server.ts';

export type SandboxOptions = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly merchantName: string; // what the customer reads on the phone
  readonly pagesDir?: string; // the built screens; without them only the APIs are served
  readonly port?: number; // of the acquirer; without it the one of last time, else a free one
  readonly timeFactor?: number; // stretches or shortens the acquirer's own terms: 0.1 revokes after 4.5 s
};

export type Sandbox = {
  address(): SandboxAddress;
  /** A fresh payment code of the simulated customer, beside the one on the phone; good for a minute, once. */
  issueCode(): { readonly authCode: string; readonly expiresAtMs: number };
  readonly acquirer: Acquirer;
  readonly faults: FaultPlan;
  readonly wooshpay: WooshSandbox;
  /** Closes every listener and the stores. The state stays on disk. */
  stop(): Promise<void>;
};

/**
 * Starts the embedded acquirers with their customer: a loopback listener for the WeChat Pay wire, one for WooshPay's, one for phone and faults,
 * so that a cut line refuses connections as a real one does while the pages go on working.
 * Rejects when the folder cannot be written or no port can be had.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, random, log, merchantName } = options;
  const { clock, stopClock } = stoppableClock(options.clock);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const identity = loadIdentity(dataDir, random);
  const { appId, mchId, apiKey, codeKey } = identity;
  function failed(error: unknown): void {
    log.write('sandbox_store_failed', { problem: error instanceof Error ? error.message : 'unknown' });
  }
  const store = openSandboxStore(path.join(dataDir, 'sandbox.db'), failed);
  const times = scaleTimes(ACQUIRER_TIMES, options.timeFactor ?? 1);
  const wallet = new Wallet({ clock, random, codeKey, codeLifeMs: times.codeLifeMs, store: store.settings });
  const acquirer = new Acquirer({ merchant: { appId, mchId, apiKey }, clock, random, times, wallet, store: store.orders });
  const faults = new FaultPlan(clock);
  const timeFactor = options.timeFactor ?? 1;
  const wooshpay = createWooshSandbox({ dataDir, clock, random, wallet, seed: codeKey, timeFactor, failed });

  const stopNotifier = startNotifier({ acquirer, faults, clock, post: postOverHttp, timeFactor: options.timeFactor ?? 1 });

  const wire = createListener(createAcquirerHandler({ acquirer, faults, clock }));
  async function switchLine(line: 'up' | 'down'): Promise<boolean> {
    if (line === 'down') {
      faults.setLine(line);
      await Promise.all([wire.close(), wooshpay.switchLine(line)]);
    } else {
      const isOpen = await Promise.all([wire.reopen(), wooshpay.switchLine(line)]).then(
        () => true,
        () => false,
      );
      if (!isOpen) return false;
      faults.setLine(line);
    }
    log.write('sandbox_line', { line });
    return true;
  }
  const sources = [createWechatPhoneSource({ book: acquirer.book, refunds: acquirer.refundBook, wallet, clock }), wooshpay.phone];
  const phoneApi = createPhoneApi({ sources, wallet, merchantName, clock });
  const pages = createPages({
    phoneApi,
    faultsApi: createFaultsApi(faults, switchLine, acquirer.bills).route('/wooshpay', createWooshFaultsApi(wooshpay)),
    pagesDir: options.pagesDir ?? null,
  });
  const site = createListener(getRequestListener(pages.fetch, { overrideGlobalObjects: false }));

  await wire.open(options.port ?? identity.acquirerPort);
  await site.open(identity.pagesPort);
  await wooshpay.open();
  saveIdentity(dataDir, { ...identity, acquirerPort: wire.port(), pagesPort: site.port() });
  log.write('sandbox_started', { acquirerPort: wire.port(), pagesPort: site.port() });

  return {
    acquirer,
    faults,
    wooshpay,
    issueCode: () => wallet.issueCode(),
    address: () => ({
      wechat: { endpoint: `http://127.0.0.1:${wire.port()}`, appId, mchId, apiKey },
      wooshpay: wooshpay.address(),
      phoneUrl: `http://127.0.0.1:${site.port()}/phone/`,
      faultsUrl: `http://127.0.0.1:${site.port()}/faults/`,
    }),
    async stop() {
      await Promise.all([wire.close(), site.close(), wooshpay.disconnect()]);
      stopNotifier();
      stopClock();
      store.close();
      wooshpay.close();
      log.write('sandbox_stopped');
    },
  };
}
