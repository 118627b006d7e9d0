import type { Clock } from '../../src/basics/clock.ts';
import { Attempt } from '../../src/gateway/transport/attempt.ts';
import { createEndpoint } from '../../src/gateway/transport/endpoints.ts';
import type { Network } from '../../src/gateway/transport/https-transport.ts';
import type { Quiet } from './quiet.ts';

/** The real network over loopback; a request that was sent is under way until it ends. */
export function countedNetwork(clock: Clock, quiet: Quiet): Network {
  return {
    endpoint: (origin) =>
      createEndpoint(origin, () => {
        throw new Error('loopback has no certificates');
      }),
    open(endpoint, wanted) {
      const attempt = new Attempt(endpoint, wanted, clock);
      const { send } = attempt;
      attempt.send = (...how) => quiet.while(send.apply(attempt, how));
      return attempt;
    },
  };
}
