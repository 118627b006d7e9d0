import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { FakeTransport } from '../gateway/transport/fake-transport.ts';
import type { Exchange } from '../gateway/transport/transport.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { CONFIG, ENVELOPE, PAID, realRandom, recordingLog, signedAnswer } from '../gateway/wechat-v2/test-setting.ts';
import type { WechatPath } from '../gateway/wechat-v2/wire.ts';
import { fen } from '../money/fen.ts';
import { TIMES } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import type { ChargeRequest } from '../terminal/terminal.ts';

/** What the acquirer says to a request about an order, byte for byte. Null: silence until the deadline. */
export type Answer = (orderNo: string) => string | Exchange | null;

/** A signed answer; what is not named is the order's own. */
export function says(fields: Readonly<Record<string, string>>, type: 'HMAC-SHA256' | 'MD5' = 'HMAC-SHA256'): Answer {
  return (orderNo) => signedAnswer({ ...ENVELOPE, out_trade_no: orderNo, ...fields }, type);
}

export function fails(err_code: string, more: Readonly<Record<string, string>> = {}): Answer {
  return says({ result_code: 'FAIL', err_code, err_code_des: '说明', ...more });
}

export function tradeState(trade_state: string): Answer {
  return says({ result_code: 'SUCCESS', trade_state });
}

const { out_trade_no: _, ...payment } = PAID;
export const PAYMENT_FIELDS: Readonly<Record<string, string>> = payment;
export const SILENCE: Answer = () => null;
export const PAID_NOW = says(PAYMENT_FIELDS);
export const PAID_WHEN_ASKED = says({ ...PAYMENT_FIELDS, trade_state: 'SUCCESS' });
export const REVERSED = says({ result_code: 'SUCCESS', recall: 'N' });

/** The connection broke after the request was sent. */
export const CUT: Answer = () => ({ kind: 'no_answer', reason: 'ECONNRESET', lineLost: false, sentMsAgo: 5 });

export function unsigned(answer: Answer): Answer {
  return (orderNo) => String(answer(orderNo)).replace(/<sign>.*<\/sign>/, '');
}

export function forged(answer: Answer): Answer {
  return (orderNo) => String(answer(orderNo)).replace(/(<sign><!\[CDATA\[).{4}/, '$1AAAA');
}

export const CODE = '134567890123456789';

type Said = { micropay?: Answer; orderquery?: Answer; reverse?: Answer };
type Post = { readonly path: WechatPath; readonly orderNo: string; readonly body: string; readonly atMs: number };

/** For tests: the whole terminal at a counter, its gateway on the real wire, before an acquirer that says what it is told to. */
export function testCounter() {
  const clock = new HandClock();
  const log = recordingLog();
  const posts: Post[] = [];
  const told: Charge[] = [];
  let said: Said = {};
  let running = start(memoryJournal());

  /** @param journal what an earlier process left */
  function start(journal: MemoryJournal) {
    let alive = true;
    const mortal = {
      wallMs: () => clock.wallMs(),
      monotonicMs: () => clock.monotonicMs(),
      after: (delayMs: number, callback: () => void) => clock.after(delayMs, () => alive && callback()),
    };
    const transport = new FakeTransport(mortal);
    transport.reply = ({ path }, body) => {
      const orderNo = /<out_trade_no><!\[CDATA\[([^\]]+)/.exec(body)?.[1] ?? '';
      posts.push({ path: path as WechatPath, orderNo, body, atMs: clock.monotonicMs() });
      const answers: Partial<Record<WechatPath, Answer | undefined>> = {
        '/pay/micropay': said.micropay,
        '/pay/orderquery': said.orderquery,
        '/secapi/pay/reverse': said.reverse,
      };
      return answers[path as WechatPath]?.(orderNo) ?? null;
    };
    const config = { ...CONFIG, endpoints: ['http://127.0.0.1:1'] };
    const shared = { clock: mortal, random: realRandom, log };
    const gateway = createWechatV2Gateway({ ...shared, config, requestTimeoutMs: TIMES.requestTimeoutMs, terminalId: 'T01', transport });
    gateway.open();
    const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
    const terminal = createTerminal({ ...shared, gateway, journal, times: TIMES, store, practice: null });
    terminal.feed(null, ({ type, data }) => type === 'charge.updated' && told.push(data as Charge));
    return {
      terminal,
      journal,
      transport,
      die() {
        alive = false;
      },
    };
  }

  function charge(request: Partial<ChargeRequest> = {}): string {
    const usual = { origin: 'till', amountFen: fen(2350), description: null, tillReference: null, fingerprint: 'f' } as const;
    const asked = { ...usual, authCode: new AuthCode(CODE), idempotencyKey: 'key-1', ...request };
    const begun = running.terminal.charge(asked);
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return begun.value.charge.id;
  }

  async function pass(ms: number): Promise<void> {
    const endMs = clock.monotonicMs() + ms;
    for (;;) {
      await new Promise(setImmediate);
      const due = clock.nextDueMs();
      if (due === null || due > endMs) break;
      clock.crank();
    }
    clock.advance(endMs - clock.monotonicMs());
    await new Promise(setImmediate);
  }

  return {
    log,
    posts,
    told,
    charge,
    pass,
    terminal: () => running.terminal,
    journal: () => running.journal,
    transport: () => running.transport,
    /** From now on. */
    acquirer(next: Said) {
      said = { ...said, ...next };
    },
    /** Rings up one sale with its code and lets the acquirer answer. */
    async sale(acquirer: Said): Promise<string> {
      said = acquirer;
      const id = charge();
      await pass(0);
      return id;
    },
    find(id: string): Charge {
      const found = running.terminal.find(id);
      if (!found) throw new Error('no such charge');
      return found;
    },
    sent: (path: WechatPath) => posts.filter((post) => post.path === path),
    /** A power cut, and the next start. */
    restart() {
      running.die();
      running = start(memoryJournal(running.journal.image()));
    },
  };
}
