import type { Clock } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { ChargeAnswer, Gateway } from '../gateway/gateway.ts';

/**
 * Stands in for a gateway whose code is still being loaded, which takes longer than everything before it: the terminal
 * takes up what the journal left open meanwhile, and a charge that comes now is durable at once and sent as soon as it can be.
 *
 * @param loading the gateway, or why there is none; then nothing that was asked of it has left this machine
 */
export function lateGateway<Problem>(loading: Promise<Result<Gateway, Problem>>, clock: Clock): Gateway {
  let arrived: Gateway | null = null;
  const arriving = loading.then((loaded) => {
    arrived = loaded.ok ? loaded.value : null;
    return arrived;
  });

  return {
    prepare(order) {
      if (arrived) return arrived.prepare(order);
      const preparing = arriving.then((gateway) => gateway?.prepare(order) ?? null);
      return {
        async submit(code, leaveWithinMs = Number.POSITIVE_INFINITY) {
          const askedMs = clock.monotonicMs();
          const prepared = await preparing;
          return prepared?.submit(code, leaveWithinMs - (clock.monotonicMs() - askedMs)) ?? NEVER_SENT;
        },
        discard: () => void preparing.then((prepared) => prepared?.discard()),
      };
    },
    query: async (order) => (await arriving)?.query(order) ?? UNHEARD,
    reverse: async (order) => (await arriving)?.reverse(order) ?? UNHEARD,
    offer: async (order) => (await arriving)?.offer(order) ?? { kind: 'not_sent' },
    withdraw: async (order) => (await arriving)?.withdraw(order) ?? UNHEARD,
    parameters: async (order, shown) => (await arriving)?.parameters(order, shown) ?? UNHEARD,
    openId: async (code) => (await arriving)?.openId(code) ?? UNHEARD,
    get notices() {
      return arrived?.notices ?? null;
    },
    lookUp: async (number, deadlineMs) => (await arriving)?.lookUp(number, deadlineMs) ?? UNHEARD,
    refund: async (refund) => (await arriving)?.refund(refund) ?? { kind: 'not_sent' },
    queryRefund: async (refund) => (await arriving)?.queryRefund(refund) ?? UNHEARD,
    bill: async (date, take) => (await arriving)?.bill(date, take) ?? UNHEARD,
    line: () => arrived?.line() ?? 'unknown',
    onLine(listener) {
      let isWanted = true;
      const forgetting = arriving.then((gateway) => (isWanted ? gateway?.onLine(listener) : undefined));
      return () => {
        isWanted = false;
        void forgetting.then((forget) => forget?.());
      };
    },
    open: () => void arriving.then((gateway) => gateway?.open()),
    close: async () => (await arriving)?.close(),
  };
}

const NEVER_SENT: ChargeAnswer = { outcome: { kind: 'not_sent' }, sentMsAgo: 0 };
const UNHEARD = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
