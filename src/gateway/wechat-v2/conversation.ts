import { err, type Result } from '../../basics/result.ts';
import type { Log } from '../../log/log.ts';
import type { Line } from '../transport/line.ts';
import type { Exchange, FileExchange, Transport } from '../transport/transport.ts';
import { plainSentence } from '../words.ts';
import type { Reading } from './answers.ts';
import { type Beliefs, believe, type Disbelief, type NamedOrder } from './believe.ts';
import type { Terms } from './requests.ts';
import type { Fields } from './sign.ts';
import type { WechatCall } from './wire.ts';
import { parseXml } from './xml.ts';

/** One exchange about an order: what was heard, believed or not. */
export type Converse = <Asked extends NamedOrder>(
  call: WechatCall,
  order: Asked,
  body: string,
) => Promise<{ readonly heard: Result<Fields, Disbelief>; readonly reading: Reading<Asked>; readonly isSent: boolean }>;

/** What is read against an exchange, and how the exchange itself is heard. */
export type Listening<Asked extends NamedOrder> = Reading<Asked> & { readonly hear: (exchange: Exchange) => Result<Fields, Disbelief> };

export type Conversation = {
  readonly converse: Converse;
  /** Listens to the exchanges of one call about one order. */
  readonly listen: <Asked extends NamedOrder>(call: WechatCall, order: Asked) => Listening<Asked>;
  /** Hears of a file: whether it comes at all. */
  readonly heardOf: (exchange: FileExchange) => void;
};

type Parts = { readonly terms: Terms; readonly transport: Transport; readonly line: Line; readonly log: Log };

/** Makes what speaks with the acquirer: nothing is told that is not believed, and line and log learn on the way. */
export function createConversation({ terms, transport, line, log }: Parts): Conversation {
  /** What an exchange that brought nothing tells of the line. */
  function unheard(exchange: Exclude<Exchange | FileExchange, { readonly kind: 'answered' }>): void {
    if (exchange.kind === 'not_sent') line.lost();
    else if (exchange.lineLost) line.lost(exchange.sentMsAgo);
  }

  function listen<Asked extends NamedOrder>({ path }: WechatCall, order: Asked): Listening<Asked> {
    const beliefs: Beliefs<Asked> = { signer: terms.signer, identity: terms.identity, order };
    const alarm = (disbelief: Disbelief): Result<never, Disbelief> => {
      log.write(`gateway_${disbelief.doubt}`, { path, orderNo: order.orderNo, why: plainSentence(disbelief.why) });
      return err(disbelief);
    };
    const hear = (exchange: Exchange): Result<Fields, Disbelief> => {
      if (exchange.kind !== 'answered') {
        unheard(exchange);
        return alarm({ doubt: 'no_answer', why: exchange.reason });
      }
      const message = parseXml(exchange.body);
      if (!message.ok) return alarm({ doubt: 'no_answer', why: message.error });
      line.heard();
      const believed = believe(message.value, beliefs);
      return believed.ok ? believed : alarm(believed.error);
    };
    return { ...beliefs, alarm, hear };
  }

  return {
    async converse(call, order, body) {
      const exchange = await transport.prepare(call, Buffer.byteLength(body)).send(body);
      const reading = listen(call, order);
      return { heard: reading.hear(exchange), reading, isSent: exchange.kind !== 'not_sent' };
    },
    listen,
    heardOf: (exchange) => (exchange.kind === 'answered' ? line.heard() : unheard(exchange)),
  };
}
