import { Hono } from 'hono';
import * as v from 'valibot';
import { BillDifference, BillsReady, Fault, type FaultsView } from '../contract/sandbox.ts';
import type { BillPlan } from './bill-plan.ts';
import type { FaultPlan } from './faults.ts';
import { createPlantingApi } from './planting-api.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const Line = v.object({ line: v.picklist(['up', 'down']) });

/** Cuts or mends the acquirer's line for real. Resolves to false when it could not be mended. */
export type SwitchLine = (line: FaultsView['line']) => Promise<boolean>;

/** The API behind the page of faults. */
export function createFaultsApi(faults: FaultPlan, switchLine: SwitchLine, bills: BillPlan): Hono {
  const api = new Hono();

  api.get('/', (context) => context.json(faults.view()));

  api.post('/line', async (context) => {
    const wanted = await readJson(context, Line);
    if (!wanted.ok) return wanted.error;
    const isDone = await switchLine(wanted.value.line);
    return isDone
      ? context.json({ line: faults.line() })
      : problem(context, 409, 'port_taken', 'Another program took the port of the acquirer.');
  });

  return api.route('/', createPlantingApi(faults, Fault, 'too_many_faults')).route('/bills', createBillsApi(bills));
}

/** When the acquirer's bills are there, and what of them is wrong. */
function createBillsApi(bills: BillPlan): Hono {
  const api = new Hono();

  api.get('/', (context) => context.json(bills.view()));

  api.post('/ready', async (context) => {
    const wanted = await readJson(context, BillsReady);
    if (!wanted.ok) return wanted.error;
    bills.setReady(wanted.value.ready);
    return context.json(wanted.value);
  });

  return api.route('/', createPlantingApi(bills, BillDifference, 'too_many_differences'));
}
