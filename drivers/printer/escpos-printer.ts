import type { Clock } from '../../src/basics/clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import type { Paper } from '../../src/receipt/paper.ts';
import type { NotPrinted, Printer, PrinterCondition, PrinterProblem } from '../../src/receipt/printer.ts';
import { type Conversation, converse, within } from './conversation.ts';
import { type Dialect, encodePaper, KICK } from './escpos.ts';
import { ASK_OFFLINE, ASK_PAPER, ASK_PRINTER, ASK_WHEN_THROUGH, conditionOf } from './status.ts';
import type { Line, Wire } from './wire.ts';

/** Sent at once: a tenth of a second of printing, so that a stuck printer is noticed early. */
const PIECE_BYTES = 1_024;

/** A printer takes a piece in a fraction of this, also while it cuts. */
const WRITE_LIMIT_MS = 10_000;

/** A question is answered within milliseconds; a network printer that wakes up takes longer. */
const ANSWER_LIMIT_MS = 1_500;

/** While paper comes out, how often it is asked how it is. */
const LOOK_EVERY_MS = 1_000;

/** The longest receipt takes five seconds on the slowest printer. */
const THROUGH_LIMIT_MS = 20_000;

export type EscPosParts = {
  readonly wire: Wire;
  readonly dialect: Dialect;
  /** Whether it answers questions; null: found out, and from its first answer on expected. */
  readonly answers: boolean | null;
  readonly clock: Clock;
};

/** A printer that speaks ESC/POS, on any wire. One thing at a time; what comes meanwhile waits its turn. */
export function escPosPrinter({ wire, dialect, answers, clock }: EscPosParts): Printer {
  let answered = answers;
  let turn: Promise<unknown> = Promise.resolve();

  /** Runs on an open line, after whatever runs already. */
  function onLine<Value, Problem>(
    work: (line: Line) => Promise<Result<Value, Problem>>,
    notOpened: (problem: PrinterProblem) => Problem,
  ): Promise<Result<Value, Problem>> {
    const run = async (): Promise<Result<Value, Problem>> => {
      const opened = await wire.open();
      if (!opened.ok) return err(notOpened(opened.error));
      try {
        return await work(opened.value);
      } finally {
        await opened.value.close().catch(() => {}); // gone already
      }
    };
    const result = turn.then(run);
    turn = result.catch(() => {});
    return result;
  }

  /** How it says that it is; `ready` from one that says nothing, unless it has answered before. */
  async function ask(talk: Conversation): Promise<PrinterCondition> {
    if (answered === false) return 'ready';
    const offline = await talk.ask(ASK_OFFLINE, ANSWER_LIMIT_MS);
    if (offline === null) return answered === true ? 'stuck' : 'ready';
    answered = true;
    const paper = await talk.ask(ASK_PAPER, ANSWER_LIMIT_MS);
    const printer = await talk.ask(ASK_PRINTER, ANSWER_LIMIT_MS);
    return conditionOf({ printer, offline, paper });
  }

  /** Waits until all that was sent is on paper. One that does not know that question, and is well, counts as through. */
  async function untilThrough(line: Line, talk: Conversation): Promise<PrinterCondition> {
    if (answered !== true) return 'ready';
    const endMs = clock.monotonicMs() + THROUGH_LIMIT_MS;
    const through = talk.answerTo(ASK_WHEN_THROUGH);
    if (!(await sent(line, ASK_WHEN_THROUGH.bytes))) return 'stuck';
    while ((await within(through, LOOK_EVERY_MS, clock)) === null) {
      const condition = await ask(talk);
      if (isProblem(condition) || clock.monotonicMs() >= endMs) return condition;
    }
    return ask(talk);
  }

  async function sent(line: Line, bytes: Uint8Array): Promise<boolean> {
    return (
      (await within(
        line.write(bytes).then(() => true),
        WRITE_LIMIT_MS,
        clock,
      )) === true
    );
  }

  async function printOn(line: Line, paper: Paper): Promise<Result<PrinterCondition, NotPrinted>> {
    let began = false;
    try {
      const talk = converse(line, clock);
      const before = await ask(talk);
      if (isProblem(before)) return err({ problem: before, began });
      const bytes = encodePaper(paper, dialect);
      for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
        began = true;
        if (!(await sent(line, bytes.subarray(from, from + PIECE_BYTES)))) return err({ problem: 'stuck', began });
      }
      const after = await untilThrough(line, talk);
      return isProblem(after) ? err({ problem: after, began }) : ok(after);
    } catch {
      return err({ problem: 'gone', began }); // a line breaks in one way only
    }
  }

  /** Work that ends with a problem alone; a broken line is one. */
  function simply<Value>(work: (line: Line) => Promise<Result<Value, PrinterProblem>>): Promise<Result<Value, PrinterProblem>> {
    return onLine<Value, PrinterProblem>(
      (line) => work(line).catch(() => err('gone' as const)),
      (problem) => problem,
    );
  }

  return {
    print: (paper) =>
      onLine<PrinterCondition, NotPrinted>(
        (line) => printOn(line, paper),
        (problem) => ({ problem, began: false }),
      ),
    kick: () => simply(async (line) => ((await sent(line, KICK)) ? ok(null) : err('stuck'))),
    async condition() {
      const asked = await simply(async (line) => ok(await ask(converse(line, clock))));
      return asked.ok ? asked.value : asked.error;
    },
  };
}

function isProblem(condition: PrinterCondition): condition is PrinterProblem {
  return condition !== 'ready' && condition !== 'paper_near_end';
}
