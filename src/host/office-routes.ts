import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Clock } from '../basics/clock.ts';
import { OfficeCommand } from '../contract/office-view.ts';
import { PAGE_KEY_HEADER } from '../contract/ui.ts';
import type { Office, OfficeFile, Seat } from '../office/office.ts';
import { readJsonBody } from './body.ts';
import { createCommandPace } from './command-pace.ts';
import { problem } from './problem.ts';
import type { Env, Route } from './routes.ts';
import type { ViewParts } from './view-stream.ts';

/** The base of what windows ask of the office, below `UI_BASE`. */
export const OFFICE_BASE = '/office';

export type OfficeRouteParts = {
  readonly office: Promise<Office> | null; // null: a terminal without one; the promise: it is loaded after the terminal takes charges
  readonly clock: Clock;
};

/** What a route of a window is told: where it sits, and how to show it something that changes. */
export type SeatedRoute = Omit<Route, 'handle'> & {
  readonly handle: (c: Context<Env>, seat: Seat, show: (shown: ViewParts['shown']) => Response) => Response | Promise<Response>;
};

/** Every call of the office: its view, its commands, and all that its desks offer to read. */
export function officeRoutes({ office, clock }: OfficeRouteParts): SeatedRoute[] {
  if (!office) return [];
  const mayGoOn = createCommandPace(clock);
  return [
    {
      method: 'GET',
      path: `${OFFICE_BASE}/view`,
      async handle(_, seat, show) {
        const open = await office;
        return show({ now: () => open.view(seat), onChange: open.onView });
      },
    },
    {
      method: 'POST',
      path: `${OFFICE_BASE}/commands`,
      async handle(c, seat) {
        if (!mayGoOn(c.req.header(PAGE_KEY_HEADER) ?? '')) return problem('too_many_attempts', {}, { 'retry-after': '1' });
        const command = await readJsonBody(c.env.incoming, OfficeCommand);
        return command.ok ? c.json(await (await office).command(seat, command.value)) : command.error;
      },
    },
    {
      method: 'GET',
      path: `${OFFICE_BASE}/read/:name`,
      async handle(c, seat) {
        const answer = await (await office).read(seat, c.req.param('name') ?? '', c.req.query());
        return 'kind' in answer ? fileAnswer(answer) : c.json(answer);
      },
    },
  ];
}

/** Something to take away. Its name may be in any script. Source: RFC 6266 and RFC 8187. */
export function fileAnswer({ name, contentType, body }: OfficeFile): Response {
  const plain = name.replace(/[^\w.-]/g, '_');
  const stream = body instanceof Uint8Array ? new Uint8Array(body) : (Readable.toWeb(Readable.from(body)) as ReadableStream);
  return new Response(stream, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeByte)}`,
    },
  });
}

function escapeByte(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
