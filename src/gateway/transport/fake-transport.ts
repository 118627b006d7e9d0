import type { Clock } from '../../basics/clock.ts';
import type { Call, Exchange, FileExchange, Transport } from './transport.ts';

/** What becomes of a body. Null: silence until the call's time is over. */
export type FakeReply = (call: Call, body: string) => string | Exchange | null;

/** A transport without a network, on whatever clock: for tests of the gateway, and for simulations. */
export class FakeTransport implements Transport {
  readonly posts: { readonly call: Call; readonly body: string; readonly announcedBytes: number }[] = [];
  reply: FakeReply = () => null;
  /** The pieces of a file, or how it was not had. */
  replyFile: (path: string, body: string) => readonly Uint8Array[] | FileExchange = () => ({ kind: 'not_sent', reason: 'no_files' });
  reachable = true;
  probes = 0;
  discarded = 0;
  closed = false;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  prepare(call: Call, bodyBytes: number) {
    return {
      send: (body: string): Promise<Exchange> => {
        this.posts.push({ call, body, announcedBytes: bodyBytes });
        const reply = this.reply(call, body);
        if (typeof reply === 'string') return Promise.resolve({ kind: 'answered', status: 200, body: Buffer.from(reply), sentMsAgo: 0 });
        if (reply !== null) return Promise.resolve(reply);
        const silence: Exchange = { kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs };
        return new Promise((resolve) => this.#clock.after(call.timeoutMs, () => resolve(silence)));
      },
      discard: () => {
        this.discarded++;
      },
    };
  }

  async download(path: string, body: string): Promise<FileExchange> {
    const reply = this.replyFile(path, body);
    if ('kind' in reply) return reply;
    return { kind: 'answered', pieces: inPieces(reply), brokenOff: () => null, drop() {} };
  }

  async probe(): Promise<boolean> {
    this.probes++;
    return this.reachable;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
