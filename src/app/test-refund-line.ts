import type { HandClock } from '../basics/hand-clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import type { Call, Exchange, Transport } from '../gateway/transport/transport.ts';
import type { Acquirer } from '../sandbox/acquirer.ts';
import type { Chance } from './simulation/chance.ts';

export type Deed = Pick<Fault, 'kind' | 'errCode'>;

/** What the acquirer is made to do. It may be unsure and late, it never refuses for good what it has taken. */
const DEEDS: readonly (readonly [number, Deed])[] = [
  [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
  [3, { kind: 'error_code_after', errCode: 'SYSTEMERROR' }],
  [1, { kind: 'error_code', errCode: 'BIZERR_NEED_RETRY' }],
  [1, { kind: 'error_code', errCode: 'FREQUENCY_LIMITED' }],
  [1, { kind: 'error_code', errCode: 'INVALID_REQ_TOO_MUCH' }],
  [1, { kind: 'error_code', errCode: 'TRADE_OVERDUE' }],
  [2, { kind: 'no_funds' }],
  [2, { kind: 'claimed' }],
  [1, { kind: 'refund_closed' }],
  [1, { kind: 'bad_signature' }],
  [1, { kind: 'wrong_amount' }],
  [1, { kind: 'return_fail' }],
];
const QUERY_DEEDS: readonly (readonly [number, Deed])[] = [
  [3, { kind: 'error_code', errCode: 'SYSTEMERROR' }],
  [1, { kind: 'bad_signature' }],
  [1, { kind: 'wrong_order' }],
  [1, { kind: 'return_fail' }],
];

/** How bad the line is at the moment, and what the acquirer refuses. */
export type Mood = { trouble: number; downUntilMs: number; refuses: Deed | null };

type LineParts = {
  readonly acquirer: Acquirer;
  readonly chance: Chance;
  readonly clock: HandClock; // goes on without the process: what was sent arrives all the same
  readonly mortal: { after(ms: number, callback: () => void): unknown; monotonicMs(): number };
  readonly mood: Readonly<Mood>;
  readonly watch: (orderNo: string, refundNo: string) => void;
};

/** The way to an acquirer that is late, unsure and forgets what it said, as chance and the mood have it. */
export function badLine({ acquirer, chance, clock, mortal, mood, watch }: LineParts): Transport {
  const isDown = () => clock.monotonicMs() < mood.downUntilMs;

  function deliver(call: Call, body: string, deed: Deed | null): Uint8Array {
    const fault: Fault | null = deed && { call: 'refund', times: 1, skip: 0, delayMs: 0, ...deed };
    return Buffer.from(acquirer.handle(call.path, 'POST', Buffer.from(body), { fault }).body);
  }

  function send(call: Call, body: string): Promise<Exchange> {
    const sentMs = clock.monotonicMs();
    return new Promise((resolve) => {
      const silence = () => resolve({ kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs });
      if (isDown() && chance.happens(0.5)) {
        mortal.after(5, () => resolve({ kind: 'not_sent', reason: 'refused' }));
        return;
      }
      if (call.path === '/secapi/pay/refund') watch(element(body, 'out_trade_no'), element(body, 'out_refund_no'));
      mortal.after(call.timeoutMs, silence);
      if (isDown()) return;
      const isBad = chance.happens(mood.trouble);
      if (isBad && chance.happens(0.3)) return; // lost on its way
      const deeds = call.path === '/secapi/pay/refund' ? DEEDS : QUERY_DEEDS;
      const struck = isBad && chance.happens(0.6) ? chance.pick(deeds) : null;
      const deed = (call.path === '/secapi/pay/refund' && mood.refuses) || struck;
      const isLost = isBad && chance.happens(0.4);
      const upMs = isBad && chance.happens(0.3) ? chance.between(1_000, 25_000) : chance.between(1, 200); // later than anybody waits
      clock.after(upMs, () => {
        const answer = deliver(call, body, deed);
        if (isBad && chance.happens(0.2)) deliver(call, body, null); // a second time
        if (!isLost)
          mortal.after(chance.between(1, 300), () =>
            resolve({ kind: 'answered', status: 200, body: answer, sentMsAgo: clock.monotonicMs() - sentMs }),
          );
      });
    });
  }

  return {
    prepare: (call) => ({ send: (body) => send(call, body), discard() {} }),
    download: async () => ({ kind: 'not_sent', reason: 'no_files' }),
    probe: (timeoutMs) => new Promise((resolve) => void mortal.after(isDown() ? timeoutMs : 20, () => resolve(!isDown()))),
    async close() {},
  };
}

function element(body: string, name: string): string {
  return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]+)`).exec(body)?.[1] ?? '';
}
