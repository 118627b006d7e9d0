import type { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { TIMES } from '../payment/story.ts';
import type { MemoryJournal } from '../store/memory-journal.ts';
import { createTerminal, type TerminalParts } from './create-terminal.ts';
import type { ChargeRequest } from './terminal.ts';

/** Well formed, and no customer's. */
export const CODE = '134567890123456789';
export const OTHER_CODE = '130000000000000001';
export const REQUEST: ChargeRequest = {
  origin: 'till',
  amountFen: fen(1280),
  description: null,
  tillReference: 'R1',
  authCode: null,
  idempotencyKey: 'key-1',
  fingerprint: 'f',
};

/** A terminal whose acquirer is the test, on this journal: another one on the same journal's image is a restart. */
export type TestTerminal = {
  readonly gateway: ScriptedGateway;
  readonly terminal: ReturnType<typeof createTerminal>;
  begin(request?: Partial<ChargeRequest>): Charge;
  scan(text: string): void;
};

/** @param seed of its chance: another one where a restarted terminal begins charges; @param more what is not usual */
export function bootTerminal(clock: HandClock, journal: MemoryJournal, seed = 1, more: Partial<TerminalParts> = {}): TestTerminal {
  const gateway = scriptedGateway();
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state >> 8;
  };
  const terminal = createTerminal({
    gateway,
    journal,
    clock,
    random: { bytes: (length) => Uint8Array.from({ length }, next) },
    log: silent,
    times: TIMES,
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    practice: null,
    ...more,
  });
  return {
    gateway,
    terminal,
    begin(request = {}) {
      const answer = terminal.charge({ ...REQUEST, ...request });
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value.charge;
    },
    scan: (text) => terminal.scanned({ scannerId: 'gun', text }),
  };
}
