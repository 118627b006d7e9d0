import type { Fault } from '../contract/sandbox.ts';
import { gatewayContract } from '../gateway/contract/gateway-contract.ts';
import type { Mishap, Step } from '../gateway/contract/world.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { CONFIG, realClock, realRandom } from '../gateway/wechat-v2/test-setting.ts';
import { createWechatPhoneSource } from '../sandbox/wechat-phone-source.ts';
import { ANSWER_WITHIN_MS, openGatewayWorld } from './gateway-world.ts';

const CALLS: Readonly<Record<Step, Fault['call']>> = {
  submission: 'micropay',
  query: 'orderquery',
  undo: 'reverse',
  offer: 'unifiedorder',
  withdraw: 'closeorder',
  refund: 'refund',
  query_refund: 'refundquery',
};

const KINDS: Readonly<Record<Mishap, Fault['kind']>> = {
  lost: 'drop_after',
  half: 'truncated',
  silent: 'hang_after',
  other_amount: 'wrong_amount',
};

gatewayContract('wechat-v2', () =>
  openGatewayWorld(({ acquirer, faults, address }, { reportsTo, log }) => {
    const { endpoint, ...merchant } = address().wechat;
    const { book, refundBook: refunds, wallet } = acquirer;
    const gateway = createWechatV2Gateway({
      config: { ...CONFIG, ...merchant, endpoints: [endpoint], notifyUrl: reportsTo },
      requestTimeoutMs: ANSWER_WITHIN_MS,
      terminalId: 'T01',
      clock: realClock,
      random: realRandom,
      log,
    });
    return {
      gateway,
      phone: createWechatPhoneSource({ book, refunds, wallet, clock: realClock }),
      truth(orderNo) {
        const orders = acquirer.orders().filter((order) => order.orderNo === orderNo);
        const taken = orders.reduce((sum, { amountFen, captured, returned }) => sum + amountFen * (captured - returned), 0);
        const captures = orders.reduce((sum, { captured }) => sum + captured, 0);
        return { orders: orders.length, captures, keptFen: taken - refunds.returnedFen(orderNo) };
      },
      plant: (step, mishap, times) => void faults.plant({ call: CALLS[step], kind: KINDS[mishap], times, skip: 0, delayMs: 0 }),
    };
  }),
);
