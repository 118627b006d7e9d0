import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Answered, AskName, Asks, MerchantAtAcquirer } from './messages.ts';

const PROCESS = path.join(import.meta.dirname, 'process.ts');

/** The acquirer as the run sees it. */
export type AcquirerProcess = {
  readonly merchant: MerchantAtAcquirer;
  ask<Name extends AskName>(name: Name, ask: Asks[Name]['ask']): Promise<Asks[Name]['answer']>;
  close(): Promise<void>;
};

/** Starts it. @param host where it listens; another than 127.0.0.1 where that address can be cut off alone */
export async function openAcquirer(seed: number, host: string): Promise<AcquirerProcess> {
  const child = fork(PROCESS, [String(seed), host], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [merchant] = (await once(child, 'message')) as [MerchantAtAcquirer];
  const waiting = new Map<number, (answer: never) => void>();
  let asked = 0;
  child.on('message', ({ id, answer }: Answered) => {
    waiting.get(id)?.(answer as never);
    waiting.delete(id);
  });
  return {
    merchant,
    ask: (name, ask) =>
      new Promise((resolve) => {
        asked += 1;
        waiting.set(asked, resolve);
        child.send({ id: asked, name, ask });
      }),
    async close() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
