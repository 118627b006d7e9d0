import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { systemClock as clock, systemRandom as random } from '../../src/app/system.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createWechatV2Gateway } from '../../src/gateway/wechat-v2/gateway.ts';
import { silent as log } from '../../src/log/log.ts';
import { lockDataFolder } from '../../src/store/data-folder.ts';
import { openJournal } from '../../src/store/sqlite-journal.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';

/** The composition root's phases, in its order, up to the terminal. Writes `ready` and goes on. */
export async function openChargeProcess(configFile: string, dataDir: string): Promise<void> {
  const config = await readConfig(configFile, { env: process.env, readFile: (file) => readFileSync(file) });
  if (!config.ok) throw new Error(config.error.message);
  const { store, payment, gateway: acquirer } = config.value;
  if (acquirer.kind !== 'wechat-v2') throw new Error('a live configuration is wanted');
  if (!lockDataFolder(dataDir).ok) throw new Error('the data folder is in use');
  const journal = openJournal(path.join(dataDir, 'journal.db'), { clock, log });
  if (!journal.ok) throw new Error(journal.error.message);
  const { requestTimeoutMs } = payment;
  const gateway = createWechatV2Gateway({ config: acquirer, requestTimeoutMs, terminalId: store.terminalId, clock, random, log });
  createTerminal({ gateway, journal: journal.value, clock, random, log, times: payment, store, practice: null });
  writeSync(1, 'ready\n');
  gateway.open();
}
