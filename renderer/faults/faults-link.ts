import type { Fault, FaultsView } from '../../src/contract/sandbox.ts';

/** The line to the sandbox's faults. Every deed resolves to whether it was done. */
export type FaultsLink = {
  /** Tells the newest view, or null while nobody answers, until stopped. */
  watch(listener: (view: FaultsView | null) => void): () => void;
  plant(fault: Fault): Promise<boolean>;
  removeAll(): Promise<boolean>;
  switchLine(line: FaultsView['line']): Promise<boolean>;
};

/** The log is read by people, and the page is open while somebody practises only. */
const POLL_MS = 1_000;

/** A local server that is silent for so long is not there. */
const DEADLINE_MS = 5_000;

/** The line over HTTP, to the server this page came from. Asks once a second, and at once after each deed. */
export function connectFaults(): FaultsLink {
  let ask = (): void => undefined;

  async function send(path: string, method: 'POST' | 'DELETE', body?: unknown): Promise<boolean> {
    const isDone = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? '' : JSON.stringify(body), // an empty body says its length; one of unknown length is refused
      signal: AbortSignal.timeout(DEADLINE_MS),
    }).then(
      (answer) => answer.ok,
      () => false,
    );
    ask();
    return isDone;
  }

  return {
    watch(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isStopped = false;
      let round = 0;
      ask = () => {
        clearTimeout(timer);
        round += 1;
        const mine = round;
        void load().then((view) => {
          if (isStopped || mine !== round) return; // a later question is on its way
          listener(view);
          timer = setTimeout(ask, POLL_MS);
        });
      };
      ask();
      return () => {
        isStopped = true;
        clearTimeout(timer);
      };
    },
    plant: (fault) => send('/faults/api', 'POST', fault),
    removeAll: () => send('/faults/api', 'DELETE'),
    switchLine: (line) => send('/faults/api/line', 'POST', { line }),
  };
}

async function load(): Promise<FaultsView | null> {
  try {
    const answer = await fetch('/faults/api', { signal: AbortSignal.timeout(DEADLINE_MS) });
    return answer.ok ? ((await answer.json()) as FaultsView) : null;
  } catch {
    return null;
  }
}
