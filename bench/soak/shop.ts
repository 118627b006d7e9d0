import path from 'node:path';
import { systemRandom as random } from '../../src/app/system.ts';
import type { HandClock } from '../../src/basics/hand-clock.ts';
import { createHttpsTransport } from '../../src/gateway/transport/https-transport.ts';
import { createWechatV2Gateway } from '../../src/gateway/wechat-v2/gateway.ts';
import { WECHAT_DIALECT } from '../../src/gateway/wechat-v2/wire.ts';
import { startHost } from '../../src/host/start-host.ts';
import type { Log } from '../../src/log/log.ts';
import { createCare } from '../../src/store/create-care.ts';
import { openJournal } from '../../src/store/sqlite-journal.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { MERCHANT, STORE, TIMES } from '../parts/merchant.ts';
import { countedNetwork } from './counted-network.ts';
import type { Quiet } from './quiet.ts';

export const TOKEN = 'token-of-the-soak';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The terminal as src/app puts it together, on the clock that is given: journal on the disk, real sockets to the acquirer, a listening host. */
export async function openShop({
  dir,
  origin,
  clock,
  quiet,
  log,
}: {
  dir: string;
  origin: string;
  clock: HandClock;
  quiet: Quiet;
  log: Log;
}) {
  const file = path.join(dir, 'journal.db');
  const opened = openJournal(file, { clock, log });
  if (!opened.ok) throw new Error(opened.error.message);
  const journal = opened.value;
  const care = createCare(journal, { clock, log, backupsDir: path.join(dir, 'backups'), restoreCommand: '' });
  const merchant = { ...MERCHANT, subAppId: null, subMchId: null, clientCert: null, ca: null, notifyUrl: null };
  const config = { kind: 'wechat-v2', endpoints: [origin], signType: 'HMAC-SHA256', ...merchant } as const;
  const transport = createHttpsTransport({ config, dialect: WECHAT_DIALECT, clock, log, network: countedNetwork(clock, quiet) });
  const { requestTimeoutMs } = TIMES;
  const gateway = createWechatV2Gateway({ config, requestTimeoutMs, terminalId: STORE.terminalId, clock, random, log, transport });
  const terminal = createTerminal({ gateway, journal, care, clock, random, log, times: TIMES, store: STORE, practice: null });
  const listening = { listen: '127.0.0.1', port: 0, tillToken: TOKEN, mode: 'live' } as const;
  const started = await startHost({ terminal, config: listening, sandbox: null, pagesDir: dir, version: '0', log, clock, random });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  gateway.open();
  return {
    ...{ terminal, journal, care, host, file },
    async close() {
      const closed = host.close();
      clock.advance(1_000);
      await closed;
      await care.stop();
      const stopped = terminal.stop();
      clock.advance(20_000);
      await stopped;
      journal.close();
    },
  };
}
