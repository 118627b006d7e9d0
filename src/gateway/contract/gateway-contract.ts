import { describe } from 'vitest';
import { ABILITIES, type Acquirer } from '../abilities.ts';
import { codeContract } from './codes.ts';
import { lineContract } from './line.ts';
import { noticeContract } from './notices.ts';
import { offerContract } from './offers.ts';
import { refundContract } from './refunds.ts';
import type { OpenWorld } from './world.ts';

/** The contract of the gateway port, as tests: what the terminal relies on, whoever the acquirer is. What he can do, and only that, is asked of him. */
export function gatewayContract(acquirer: Acquirer, openWorld: OpenWorld): void {
  const abilities = ABILITIES[acquirer];
  describe(acquirer, () => {
    codeContract(abilities, openWorld);
    offerContract(abilities, openWorld);
    refundContract(openWorld);
    noticeContract(openWorld);
    lineContract(openWorld);
  });
}
