import { Hono } from 'hono';
import type * as v from 'valibot';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

type Plan<Wrong> = {
  /** @returns its number, or null when there are too many already */
  plant(wrong: Wrong): number | null;
  clear(): void;
};

/** `POST /` plants one thing that goes wrong, `DELETE /` removes all of them. @param full the code when there are too many */
export function createPlantingApi<Wrong>(plan: Plan<Wrong>, schema: v.GenericSchema<unknown, Wrong>, full: string): Hono {
  const api = new Hono();

  api.post('/', async (context) => {
    const wrong = await readJson(context, schema);
    if (!wrong.ok) return wrong.error;
    const id = plan.plant(wrong.value);
    return id === null ? problem(context, 409, full, 'Remove some first.') : context.json({ id }, 201);
  });

  api.delete('/', (context) => {
    plan.clear();
    return context.body(null, 204);
  });

  return api;
}
