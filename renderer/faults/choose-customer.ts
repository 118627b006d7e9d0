import type { PhoneAction } from '../../src/contract/sandbox.ts';
import type { Act } from '../phone/use-phone.ts';
import type { Customer } from './customers.ts';
import type { FaultsLink } from './faults-link.ts';

/** Sets the stage for a customer: what was planted before is gone. @returns whether all of it was done */
export async function chooseCustomer({ wallet, line, faults }: Customer, link: FaultsLink, act: Act): Promise<boolean> {
  const actions: readonly PhoneAction[] = [
    { kind: 'network', network: wallet.network },
    { kind: 'balance', balanceFen: wallet.balanceFen },
    { kind: 'password_above', fen: wallet.passwordAbove },
  ];
  if (!(await link.removeAll())) return false;
  for (const action of actions) if (!(await act(action))) return false;
  for (const fault of faults) if (!(await link.plant(fault))) return false;
  return link.switchLine(line); // last: a mended line may carry what was queued
}
