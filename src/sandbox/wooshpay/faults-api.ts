import { Hono } from 'hono';
import { WooshFault, type WooshFaultsView, WooshSwitches, WooshWebhook } from '../../contract/sandbox-wooshpay.ts';
import type { FaultPlan } from '../faults.ts';
import { createPlantingApi } from '../planting-api.ts';
import { problem } from '../problem.ts';
import { readJson } from '../read-json.ts';
import type { WooshAcquirer } from './acquirer.ts';
import type { Webhooks } from './webhooks.ts';

export type WooshFaultsParts = {
  readonly acquirer: WooshAcquirer;
  readonly faults: FaultPlan<WooshFault>;
  readonly webhooks: Webhooks;
};

/** Faults, switches and the webhook's address of this acquirer. */
export function createWooshFaultsApi({ acquirer, faults, webhooks }: WooshFaultsParts): Hono {
  const api = new Hono();

  api.get('/', (context) => {
    const { faults: planted, log } = faults.view();
    return context.json({ ...acquirer.switches(), webhook: webhooks.url(), faults: planted, log } satisfies WooshFaultsView);
  });

  api.post('/switches', async (context) => {
    const switches = await readJson(context, WooshSwitches);
    if (!switches.ok) return switches.error;
    acquirer.setSwitches(switches.value);
    return context.json(acquirer.switches());
  });

  api.post('/webhook', async (context) => {
    const wanted = await readJson(context, WooshWebhook);
    if (!wanted.ok) return wanted.error;
    const isHere = webhooks.setUrl(wanted.value.url);
    return isHere ? context.json(wanted.value) : problem(context, 400, 'not_loopback', 'Events are posted to this machine only.');
  });

  return api.route('/', createPlantingApi(faults, WooshFault, 'too_many_faults'));
}
