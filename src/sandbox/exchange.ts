import { assertNever } from '../basics/assert.ts';
import type { Clock } from '../basics/clock.ts';
import type { Acquirer, Reply } from './acquirer.ts';
import { callAt } from './calls.ts';
import { CONDUCTS, type Conduct, HONEST } from './conduct.ts';
import type { FaultPlan } from './faults.ts';
import { parseRequest } from './parse.ts';

export type ExchangeRequest = {
  readonly path: string;
  readonly method: string;
  readonly body: Uint8Array;
  readonly negativeTest?: string | null;
};

/** What reaches the client. Nothing at all is told when the fault says so: then the client waits for ever. */
export type Delivery =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly packed?: Uint8Array;
    }
  | { readonly kind: 'huge' } // 64 MB, left to the transport to make up
  | { readonly kind: 'cut' }; // the connection closes without an answer

export type ExchangeParts = { readonly acquirer: Acquirer; readonly faults: FaultPlan; readonly clock: Clock };

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

/** A document type whose entities grow to gigabytes when they are expanded. */
export const ENTITY_BOMB = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY ${'bcdefghij'[level]} "${`&${'abcdefghi'[level]};`.repeat(10)}">`,
).join('')}]><xml><return_code>SUCCESS</return_code><return_msg>&j;</return_msg></xml>`;

/**
 * One exchange with the acquirer, its planted fault included, independent of any transport: a server puts it on a socket,
 * a simulation calls it under its own clock.
 *
 * @param deliver called at most once, at once or after the fault's delay
 */
export function exchange(
  { acquirer, faults, clock }: ExchangeParts,
  request: ExchangeRequest,
  deliver: (delivery: Delivery) => void,
): void {
  if (faults.line() === 'down') {
    deliver({ kind: 'cut' });
    return;
  }
  const call = request.method === 'POST' ? callAt(request.path) : null;
  const fault = call ? faults.take(call) : null;
  const conduct = fault ? CONDUCTS[fault.kind] : HONEST;
  const delayMs = fault?.delayMs ?? 0;

  function act(waitedMs: number): void {
    const isReached = conduct.acts || conduct.delivers === 'answer';
    const circumstances = { fault, waitedMs, negativeTest: request.negativeTest ?? null };
    const reply = isReached ? acquirer.handle(request.path, request.method, request.body, circumstances) : null;
    if (conduct.waits === 'after') clock.after(delayMs, () => finish(reply));
    else finish(reply);
  }

  function finish(reply: Reply | null): void {
    const delivery: Delivery | null = faults.line() === 'down' ? { kind: 'cut' } : deliveryOf(conduct.delivers, reply);
    if (call) {
      const answer = delivery?.kind === 'cut' ? 'cut' : conduct.delivers === 'answer' ? (reply?.outcome ?? '') : conduct.delivers;
      faults.note({ call, orderNo: reply?.orderNo ?? orderNoOf(request.body), fault: fault?.kind ?? null, answer });
    }
    if (delivery) deliver(delivery);
  }

  if (conduct.waits === 'before') clock.after(delayMs, () => act(delayMs));
  else act(0);
}

function deliveryOf(delivers: Conduct['delivers'], reply: Reply | null): Delivery | null {
  const { body = '', packed } = reply ?? {};
  const headers = reply?.headers ?? {};
  switch (delivers) {
    case 'answer':
      return { kind: 'answer', status: reply?.status ?? 500, headers, body, ...(packed && { packed }) };
    case 'half':
      return {
        kind: 'answer',
        status: 200,
        headers,
        body: body.slice(0, body.length / 2),
        ...(packed && { packed: packed.subarray(0, packed.length / 2) }),
      };
    case 'entities':
      return { kind: 'answer', status: 200, headers, body: ENTITY_BOMB };
    case 'html_502':
      return { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY };
    case 'huge':
    case 'cut':
      return { kind: delivers };
    case 'nothing':
      return null;
    default:
      return assertNever(delivers);
  }
}

function orderNoOf(body: Uint8Array): string {
  const parsed = parseRequest(body);
  return parsed.ok ? (parsed.value.get('out_trade_no') ?? parsed.value.get('bill_date') ?? '') : '';
}
