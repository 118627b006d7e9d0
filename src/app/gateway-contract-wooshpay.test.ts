import type { WooshFault } from '../contract/sandbox-wooshpay.ts';
import { gatewayContract } from '../gateway/contract/gateway-contract.ts';
import type { Mishap, Step } from '../gateway/contract/world.ts';
import { createWooshPayGateway } from '../gateway/wooshpay/gateway.ts';
import { realClock } from '../sandbox/test-sandbox.ts';
import { ANSWER_WITHIN_MS, openGatewayWorld } from './gateway-world.ts';

/** What may be called for a step: an order is retrieved by its id once that is known, else searched for. */
const CALLS: Readonly<Record<Step, readonly WooshFault['call'][]>> = {
  submission: ['create_intent'],
  query: ['retrieve_intent', 'search_intents'],
  undo: ['cancel_intent'],
  offer: ['create_intent', 'create_session'],
  withdraw: ['cancel_intent', 'expire_session'],
  refund: ['create_refund'],
  query_refund: ['retrieve_refund'],
};

const KINDS: Readonly<Record<Mishap, WooshFault['kind']>> = {
  lost: 'drop_after',
  half: 'truncated',
  silent: 'hang_after',
  other_amount: 'wrong_amount',
};

gatewayContract('wooshpay', () =>
  openGatewayWorld(({ wooshpay }, { reportsTo, log }) => {
    const { endpoint, secretKey, webhookSecret } = wooshpay.address();
    const { acquirer, faults, phone, webhooks } = wooshpay;
    webhooks.setUrl(reportsTo);
    const gateway = createWooshPayGateway({
      config: { kind: 'wooshpay', endpoints: [endpoint], secretKey, webhookSecret, ca: null, returnUrl: 'https://shop.example/pos' },
      requestTimeoutMs: ANSWER_WITHIN_MS,
      terminalId: 'T01',
      clientIp: '203.0.113.10',
      clock: realClock,
      log,
    });
    return {
      gateway,
      phone,
      truth(orderNo) {
        const orders = acquirer.intents().filter((intent) => intent.orderNo === orderNo);
        const keptFen = orders.reduce((sum, { amount, captured, refunded }) => sum + amount * captured - refunded, 0);
        return { orders: orders.length, captures: orders.reduce((sum, { captured }) => sum + captured, 0), keptFen };
      },
      plant(step, mishap, times) {
        for (const call of CALLS[step]) faults.plant({ call, kind: KINDS[mishap], times, skip: 0, delayMs: 0 });
      },
    };
  }),
);
