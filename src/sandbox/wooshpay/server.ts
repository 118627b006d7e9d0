import path from 'node:path';
import type { Clock, Random } from '../../basics/clock.ts';
import type { SandboxAddress } from '../../contract/sandbox.ts';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import { FaultPlan } from '../faults.ts';
import { createListener } from '../listener.ts';
import type { PhoneSource } from '../phone-source.ts';
import type { Wallet } from '../wallet.ts';
import { makeAccount } from './account.ts';
import { WooshAcquirer } from './acquirer.ts';
import { createWooshHandler } from './http-handler.ts';
import { createWooshPhone } from './phone.ts';
import { postWebhook } from './post-webhook.ts';
import { openWooshStore } from './sqlite-store.ts';
import { wooshTimes } from './times.ts';
import { Webhooks } from './webhooks.ts';

export type WooshSandboxOptions = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly wallet: Wallet;
  readonly seed: string; // secret of the data folder
  readonly timeFactor: number;
  readonly failed: (error: unknown) => void; // hears of what the disk did not take
};

/** The embedded WooshPay. */
export type WooshSandbox = {
  readonly acquirer: WooshAcquirer;
  readonly faults: FaultPlan<WooshFault>;
  readonly webhooks: Webhooks;
  readonly phone: PhoneSource;
  address(): SandboxAddress['wooshpay'];
  /** Listens on a loopback port: the one of last time if that is free, else any. */
  open(): Promise<void>;
  /** Cuts or mends the line for real. Rejects when its port is taken by now. */
  switchLine(line: 'up' | 'down'): Promise<void>;
  /** Resets every connection and posts nothing more; what is planned may still be written. */
  disconnect(): Promise<void>;
  /** Closes the file, once the clock stands. */
  close(): void;
};

/** Puts it together, not yet listening. Throws when the folder cannot be written. */
export function createWooshSandbox(options: WooshSandboxOptions): WooshSandbox {
  const { dataDir, clock, random, wallet, seed, timeFactor, failed } = options;
  const store = openWooshStore(path.join(dataDir, 'wooshpay.db'), failed);
  const account = makeAccount(seed);
  const times = wooshTimes(timeFactor);
  const faults = new FaultPlan<WooshFault>(clock);
  const acquirer = new WooshAcquirer({ account, clock, random, wallet, times, store, pageUrl });
  const { endpoints } = acquirer.desk;
  const webhooks = new Webhooks({ clock, times, faults, endpoints, secret: account.webhookSecret, post: postWebhook });
  acquirer.onEvent((event) => webhooks.report(event));
  const phone = createWooshPhone(acquirer.desk);
  const wire = createListener(createWooshHandler({ acquirer, faults, clock, phone }));

  function pageUrl(sessionId: string): string {
    return `${endpoint()}/pay/${sessionId.replace('cs_', 'cs_test_')}?key=${account.publishableKey}`;
  }

  function endpoint(): string {
    return `http://127.0.0.1:${wire.port()}`;
  }

  return {
    acquirer,
    faults,
    webhooks,
    phone,
    address: () => ({ endpoint: endpoint(), secretKey: account.secretKey, webhookSecret: account.webhookSecret }),
    async open() {
      await wire.open(store.loadPort());
      store.savePort(wire.port());
    },
    async switchLine(line) {
      if (line === 'up') await wire.reopen();
      faults.setLine(line);
      if (line === 'down') await wire.close();
    },
    async disconnect() {
      webhooks.stop();
      await wire.close();
    },
    close: () => store.close(),
  };
}
