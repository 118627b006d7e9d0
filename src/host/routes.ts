import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { TillClient } from './bearer.ts';
import { problem } from './problem.ts';

export type Env = { Bindings: HttpBindings; Variables: { readonly tillClient: TillClient } };

/** One call of an API. The tables of these are all that is served; the OpenAPI document is checked against them. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string; // `/charges/:id`
  readonly handle: (c: Context<Env>) => Response | Promise<Response>;
};

/** Serves routes below a base; another method on one of their paths gets 405 with what is allowed. */
export function mount(app: Hono<Env>, base: string, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const own = routes.filter((route) => route.path === path);
    const allow = own.map(({ method }) => method).join(', ');
    app.all(`${base}${path}`, (c) => {
      const route = own.find(({ method }) => method === c.req.method);
      return route ? route.handle(c) : problem('method_not_allowed', { detail: `Allowed: ${allow}.` }, { allow });
    });
  }
}
