import { assertNever } from '../../basics/assert.ts';
import type { Clock } from '../../basics/clock.ts';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import type { FaultPlan } from '../faults.ts';
import type { WooshAcquirer, WooshReply, WooshRequest } from './acquirer.ts';
import { CONDUCTS, type Conduct, HONEST } from './conduct.ts';
import { routeOf } from './routes.ts';

/** What reaches the client. Nothing at all is told when the fault says so: then the client waits for ever. */
export type WooshDelivery =
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'huge' } // 64 MB, left to the transport to make up
  | { readonly kind: 'cut' }; // the connection closes without an answer

export type WooshExchangeParts = {
  readonly acquirer: WooshAcquirer;
  readonly faults: FaultPlan<WooshFault>;
  readonly clock: Clock;
};

const JSON_TYPE = 'application/json';
const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

/**
 * One exchange with the acquirer, its planted fault included, independent of any transport: a server puts it on a socket,
 * a simulation calls it under its own clock.
 *
 * @param deliver called at most once, at once or after the delay of fault or scenario
 */
export function exchangeWoosh(
  { acquirer, faults, clock }: WooshExchangeParts,
  request: WooshRequest,
  deliver: (delivery: WooshDelivery) => void,
): void {
  if (faults.line() === 'down') {
    deliver({ kind: 'cut' });
    return;
  }
  const call = routeOf(request.method, request.path)?.call ?? null;
  const fault = call ? faults.take(call) : null;
  const conduct = fault ? CONDUCTS[fault.kind] : HONEST;
  const delayMs = fault?.delayMs ?? 0;

  function act(): void {
    const isReached = conduct.acts || conduct.delivers === 'answer';
    const reply = isReached ? acquirer.handle(request, fault) : null;
    const instead = reply?.instead ?? null;
    if (conduct.waits === 'after') clock.after(delayMs, () => finish(reply));
    else if (typeof instead === 'object' && instead) clock.after(instead.cutAfterMs, () => finish(reply));
    else finish(reply);
  }

  function finish(reply: WooshReply | null): void {
    const delivery: WooshDelivery | null = faults.line() === 'down' ? { kind: 'cut' } : deliveryOf(conduct.delivers, reply);
    const answer = delivery?.kind === 'answer' && delivery.type === JSON_TYPE ? (reply?.outcome ?? '') : nameOf(delivery);
    if (call) faults.note({ call, orderNo: reply?.orderNo ?? '', fault: fault?.kind ?? null, answer });
    if (delivery) deliver(delivery);
  }

  if (conduct.waits === 'before') clock.after(delayMs, act);
  else act();
}

function deliveryOf(delivers: Conduct['delivers'], reply: WooshReply | null): WooshDelivery | null {
  switch (delivers) {
    case 'answer':
      if (reply?.instead === 'http_502') return { kind: 'answer', status: 502, type: 'text/html', body: BAD_GATEWAY };
      if (!reply || reply.instead) return { kind: 'cut' };
      return { kind: 'answer', status: reply.status, type: JSON_TYPE, body: reply.body };
    case 'half':
      return { kind: 'answer', status: 200, type: JSON_TYPE, body: reply?.body.slice(0, reply.body.length / 2) ?? '' };
    case 'html_502':
      return { kind: 'answer', status: 502, type: 'text/html', body: BAD_GATEWAY };
    case 'huge':
    case 'cut':
      return { kind: delivers };
    case 'nothing':
      return null;
    default:
      return assertNever(delivers);
  }
}

function nameOf(delivery: WooshDelivery | null): string {
  if (!delivery) return 'nothing';
  return delivery.kind === 'answer' ? `http_${delivery.status}` : delivery.kind;
}
