import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import type { Command } from '../contract/command.ts';
import { heard, type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { TIMES } from '../payment/story.ts';
import { type JournalImage, type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal, type TerminalParts } from './create-terminal.ts';
import type { ChargeRequest, FeedEvent } from './terminal.ts';

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

/** A terminal over its lives: the clock goes on, and of each life the next one finds what is on the disk. @param more what is not usual */
export function openTill(more: Partial<TerminalParts> = {}) {
  const clock = new HandClock();
  let lives = 0;
  let life = start(memoryJournal());

  function start(journal: MemoryJournal) {
    lives += 1;
    const booted = bootTerminal(clock, journal, lives, more);
    const told: FeedEvent[] = [];
    booted.terminal.feed(null, (event) => told.push(event));
    return { ...booted, journal, told };
  }

  return {
    clock,
    // Of the life that is: whoever takes one of these out keeps that of an earlier life over a restart.
    get gateway() {
      return life.gateway;
    },
    get terminal() {
      return life.terminal;
    },
    get journal() {
      return life.journal;
    },
    /** What its listener has heard in this life. */
    get told(): readonly FeedEvent[] {
      return life.told;
    },
    begin: (request?: Partial<ChargeRequest>) => life.begin(request),
    scan: (text: string) => life.scan(text),
    say: (command: Command) => life.terminal.command(command),
    /** The charge on the stage. */
    staged(): Charge {
      const { stage } = life.terminal.view();
      if (stage.kind !== 'charge') throw new Error('nothing is on the stage');
      return stage.charge;
    },
    /** The power goes, and comes back. @param disk what it finds, if not all that was written */
    restart(disk: JournalImage = life.journal.image()): void {
      life = start(memoryJournal(disk));
    },
    /** Lets time pass, and what was begun in it come to rest. */
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      await heard();
    },
  };
}
