import type { Clock } from '../../basics/clock.ts';
import type { Fault } from '../../contract/sandbox.ts';
import type { Call, Exchange, Transport } from '../../gateway/wechat-v2/transport.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { Chance } from './chance.ts';

/** What befalls one exchange on its way. Times in milliseconds. */
type Fate = {
  readonly arrives: boolean;
  readonly upMs: number; // until the acquirer has it
  readonly downMs: number; // until its answer is back
  readonly answerLost: boolean;
  readonly twice: boolean; // the acquirer's own front sends it on a second time
  readonly refused: boolean; // no connection: certain that nothing left
  readonly fault: Fault | null; // what the acquirer's answer is made to say
};

const SMOOTH: Fate = { arrives: true, upMs: 5, downMs: 5, answerLost: false, twice: false, refused: false, fault: null };

/** Faults of an answer that a terminal can live with: the acquirer may be silent, garbled, forged, unsure or late, never lie under its own signature. */
const FAULTS: Readonly<Record<Call['path'], readonly (readonly [weight: number, fault: Pick<Fault, 'kind' | 'errCode'>])[]>> = {
  '/pay/micropay': [
    [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
    [3, { kind: 'error_code_after', errCode: 'SYSTEMERROR' }],
    [3, { kind: 'error_code_after', errCode: 'BANKERROR' }],
    [1, { kind: 'error_code', errCode: 'NOTENOUGH' }],
    [1, { kind: 'error_code', errCode: 'TRADE_ERROR' }],
    [1, { kind: 'error_code', errCode: 'A_CODE_OF_TOMORROW' }],
    [1, { kind: 'return_fail' }],
    [1, { kind: 'bad_signature' }],
    [1, { kind: 'unsigned' }],
    [1, { kind: 'wrong_amount' }],
    [1, { kind: 'wrong_order' }],
    [1, { kind: 'wrong_merchant' }],
  ],
  '/pay/orderquery': [
    [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
    [2, { kind: 'not_exist' }],
    [1, { kind: 'bad_signature' }],
    [1, { kind: 'wrong_amount' }],
    [1, { kind: 'wrong_order' }],
    [1, { kind: 'return_fail' }],
  ],
  '/secapi/pay/reverse': [
    [3, { kind: 'recall' }],
    [3, { kind: 'recall_after' }],
    [2, { kind: 'claimed' }],
    [2, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
    [1, { kind: 'error_code', errCode: 'TRADE_ERROR' }],
    [1, { kind: 'bad_signature' }],
    [1, { kind: 'return_fail' }],
  ],
  '/secapi/pay/refund': [
    [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
    [3, { kind: 'error_code_after', errCode: 'SYSTEMERROR' }],
    [1, { kind: 'bad_signature' }],
  ],
  '/pay/refundquery': [
    [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
    [2, { kind: 'not_exist' }],
  ],
};

/** `trouble`: the share of exchanges that something befalls. */
export type LineParts = {
  readonly clock: Clock; // dies with the process
  readonly worldClock: Clock; // goes on without it: what was sent arrives all the same
  readonly chance: Chance;
  readonly acquirer: Acquirer;
  readonly trouble: () => number;
  readonly isDown: () => boolean;
  readonly isAlive: () => boolean;
  /** Told of each request that leaves. */
  readonly sent: (path: Call['path'], body: string) => void;
  /** A moment at which the process may die. */
  readonly maybeDie: () => void;
};

/** The line between one run of the terminal and the acquirer. */
export function createSimulatedLine(parts: LineParts): Transport {
  const { clock, worldClock, chance, acquirer, trouble, isDown, isAlive, sent, maybeDie } = parts;

  function fate(call: Call): Fate {
    if (isDown()) return chance.happens(0.5) ? { ...SMOOTH, refused: true } : { ...SMOOTH, arrives: false };
    if (!chance.happens(trouble())) return { ...SMOOTH, upMs: chance.between(1, 200), downMs: chance.between(1, 400) };
    return chance.pick<Fate>([
      [3, { ...SMOOTH, arrives: false }],
      [5, { ...SMOOTH, answerLost: true }],
      [2, { ...SMOOTH, refused: true }],
      [2, { ...SMOOTH, upMs: chance.between(200, 14_000), downMs: 50 }], // may arrive after the terminal gave up waiting
      [2, { ...SMOOTH, upMs: 50, downMs: chance.between(200, 14_000) }],
      [1, { ...SMOOTH, twice: true }],
      [6, { ...SMOOTH, fault: { call: 'micropay', times: 1, skip: 0, delayMs: 0, ...chance.pick(FAULTS[call.path]) } }],
    ]);
  }

  function deliver(call: Call, body: string, fault: Fault | null): Uint8Array {
    return Buffer.from(acquirer.handle(call.path, 'POST', Buffer.from(body), { fault }).body);
  }

  function send(call: Call, body: string): Promise<Exchange> {
    const { arrives, upMs, downMs, answerLost, twice, refused, fault } = fate(call);
    const sentMs = clock.monotonicMs();
    return new Promise((resolve) => {
      if (!isAlive()) return;
      if (refused) {
        clock.after(upMs, () => resolve({ kind: 'not_sent', reason: 'refused' }));
        return;
      }
      sent(call.path, body);
      clock.after(call.timeoutMs, () => resolve({ kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs }));
      if (!arrives) return;
      worldClock.after(upMs, () => {
        const answer = deliver(call, body, fault);
        if (twice) deliver(call, body, null);
        if (answerLost) return;
        clock.after(downMs, () => resolve({ kind: 'answered', body: answer, sentMsAgo: clock.monotonicMs() - sentMs }));
      });
    });
  }

  return {
    prepare: (call) => ({
      send(body) {
        maybeDie();
        const exchange = send(call, body);
        maybeDie();
        return exchange;
      },
      discard() {},
    }),
    probe: (timeoutMs) =>
      new Promise((resolve) => {
        const down = isDown() || chance.happens(trouble() / 10);
        clock.after(down ? timeoutMs : 20, () => resolve(!down));
      }),
    async close() {},
  };
}
