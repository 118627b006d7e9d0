import { METHODS } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import * as v from 'valibot';
import { HandClock } from '../../../src/basics/hand-clock.ts';
import { Problem } from '../../../src/contract/till.ts';
import { createApp } from '../../../src/host/app.ts';
import { guard } from '../../../src/host/guard.ts';
import { createHeld } from '../../../src/host/held.ts';
import { createSessions } from '../../../src/host/sessions.ts';
import { createOffice } from '../../../src/office/create-office.ts';
import { parseTransactionId } from '../../../src/payment/charge.ts';
import { TIMES } from '../../../src/payment/story.ts';
import { memoryPins } from '../../../src/people/memory-pins.ts';
import { createOpenShift } from '../../../src/shift/open-shift.ts';
import { memoryJournal } from '../../../src/store/memory-journal.ts';
import { bootTerminal } from '../../../src/terminal/test-terminal.ts';
import { holds, type OpenDoor, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';
import { incomingOf, Nobody, readWireRequest } from '../request.ts';

export const TOKEN = 'till-token-0123456789abcdef';
const PORT = 7710;
const ORIGIN = `http://127.0.0.1:${PORT}`;
/** What the first 32 bytes of this chance come to: the secrets of the one window. */
const WINDOW_SECRET = Buffer.alloc(32, 7).toString('base64url');
export const SESSION = { cookie: `saoma-${PORT}=${WINDOW_SECRET}`, pageKey: WINDOW_SECRET };
export const USUAL_HEADERS = { host: `127.0.0.1:${PORT}`, 'content-type': 'application/json' };

const STORE = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;

/** A terminal remembers every charge, so it is made anew now and then. */
const INPUTS_A_TERMINAL = 400;
/** So that no window is told to slow down: what is said then depends on what came before. */
const COMMAND_EVERY_MS = 1_000;
/** Beyond the longest wait that a caller may ask for. */
const LONGEST_WAIT_MS = 61_000;

/** The host's whole application behind its guard, with a real terminal on a journal in memory and an acquirer that pays everything. */
export function openHostApp(): OpenDoor {
  let app = bootApp();
  let left = INPUTS_A_TERMINAL;
  return {
    async take(input) {
      if (left === 0) app = bootApp();
      left = left === 0 ? INPUTS_A_TERMINAL : left - 1;
      return app(input);
    },
  };
}

function bootApp(): (input: Uint8Array) => Promise<Tried> {
  const clock = new HandClock();
  const journal = memoryJournal();
  const { terminal, gateway } = bootTerminal(clock, journal);
  const failures: string[] = [];
  const log = { write: (event: string, fields?: object) => void (event === 'host_failed' && failures.push(JSON.stringify(fields))) };
  const sessions = createSessions({ clock, random: { bytes: (count) => new Uint8Array(count).fill(7) } });
  sessions.open(sessions.ticket(), []);
  const random = { bytes: (count: number) => new Uint8Array(count).map((_, at) => at * 37) };
  const config = { office: { refundLimitFen: 10_000 }, store: STORE };
  const openShift = createOpenShift(journal);
  const office = createOffice({ config, journal, terminal, gateway, times: TIMES, openShift, pins: memoryPins(), clock, random, log });
  const sandbox = {
    address: () => ({
      wechat: { endpoint: '', appId: '', mchId: '', apiKey: '' },
      wooshpay: { endpoint: 'http://127.0.0.1:3', secretKey: 'sk_test_example', webhookSecret: 'whsec_example' },
      phoneUrl: '',
      faultsUrl: '',
    }),
    issueCode: () => ({ authCode: '130000000000000001', expiresAtMs: 0 }),
  };
  const door = { listen: '127.0.0.1', port: PORT };
  const held = { till: createHeld(), windows: createHeld() };
  const app = createApp({
    terminal,
    office: Promise.resolve(office),
    tillToken: TOKEN,
    sandbox,
    ...{ sessions, displaySessions: createSessions({ clock, random }), pictures: [] },
    held,
    pagesDir: '/nowhere',
    version: '0',
    port: () => PORT,
    log,
    clock,
  });

  /** An answer that waits for something gets it, or its time is up. */
  async function settle(answer: Promise<Response>): Promise<Response> {
    let isDone = false;
    const done = answer.finally(() => {
      isDone = true;
    });
    for (let turns = 0; turns < 3 && !isDone; turns += 1) await Promise.race([done, new Promise(setImmediate)]);
    if (!isDone) clock.advance(LONGEST_WAIT_MS);
    return done;
  }

  async function payEverything(): Promise<void> {
    const transactionId = parseTransactionId('4200002719202611225550142387');
    for (const charge of gateway.charges.splice(0)) {
      if (transactionId) await charge.answer({ kind: 'paid', payment: { transactionId, wallet: 'wechat', paidAtMs: 0, payer: null } });
    }
    for (const refund of gateway.refunds.splice(0)) await refund.answer({ kind: 'accepted' });
    for (const asked of gateway.refundQueries.splice(0)) await asked.answer({ kind: 'succeeded', succeededAtMs: null });
    for (const list of [gateway.queries, gateway.reversals, gateway.lookUps, gateway.prepared]) list.length = 0;
  }

  return async (input) => {
    clock.advance(COMMAND_EVERY_MS);
    const wire = readWireRequest(input);
    const incoming = incomingOf(wire);
    const refusal = guard(incoming as never, door);
    if (refusal) return refused(refusal);
    const request = asRequest(wire);
    if (!request) return refused('no request');
    const outgoing = new Nobody();
    const answer = await settle(Promise.resolve(app.fetch(request, { incoming, outgoing } as never as HttpBindings)));
    outgoing.emit('close');
    holds(failures.length === 0, `the host failed: ${failures.splice(0).join()}`);
    const isHeard = wire.method !== 'HEAD'; // which has no body
    const tried = answer.status < 400 ? await judgeAnswer(answer) : isHeard ? await judgeProblem(answer) : refused(String(answer.status));
    await payEverything();
    return tried;
  };
}

/** Node's parser lets only such requests through; what it refuses never comes to us. */
function asRequest({ method, target, headers }: ReturnType<typeof readWireRequest>): Request | null {
  if (!METHODS.includes(method)) return null;
  try {
    return new Request(`${ORIGIN}${target}`, { method, headers: headers as [string, string][] });
  } catch {
    return null;
  }
}

/** What the terminal answers depends on what came before, so nothing but this is said of it. */
async function judgeAnswer(answer: Response): Promise<Tried> {
  const text = await answer.text();
  // A sale's own words come back as they were sent; its code never does.
  const hinted = /"codeHint":("[^"]*"|null)/.exec(text)?.[1] ?? '';
  holds(!hinted.includes(PLANTED_CODE), 'a hint that is the code');
  return TAKEN;
}

async function judgeProblem(answer: Response): Promise<Tried> {
  const text = await answer.text();
  if (answer.headers.get('content-type') !== 'application/problem+json')
    throw new Error(`an answer of ${answer.status} that is no problem document`);
  const problem = v.parse(Problem, JSON.parse(text));
  holds(problem.code !== 'internal_error' && problem.status === answer.status, `a problem of ${problem.status} ${problem.code}`);
  holds(problem.code !== 'invalid_request' || problem.detail.length > 0, 'invalid, and nobody says what');
  // Whether the terminal could take it just then is not the input's doing.
  return answer.status === 409 || answer.status === 404 || answer.status === 422 || answer.status === 429 || answer.status === 503
    ? { ...TAKEN, told: text }
    : refused(problem.code, text);
}
