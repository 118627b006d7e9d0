import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DisplayDoor, DisplayView, KioskCommand } from '../../src/contract/display.ts';
import { buildPages } from './built-pages.ts';

export type DisplayPages = {
  readonly url: string;
  /** The door by which browsers come; the next page asks for it. */
  door: DisplayDoor;
  /** The key that opens the page; null: nobody is let in. */
  key: string | null;
  /** What the next pairing is answered with. */
  pairs: { readonly status: number; readonly body: object };
  /** What the next commands are answered with. */
  answer: object;
  readonly commands: KioskCommand[];
  readonly paired: object[];
  say(view: DisplayView): void;
  /** Ends every stream; `isUp` false: nobody answers any more. */
  cut(isUp: boolean): void;
  close(): Promise<void>;
};

/** The pages for customers, built with their stories, behind a host that says what a story wants: the contract's own paths and answers. */
export async function startDisplayPages(door: DisplayDoor): Promise<DisplayPages> {
  const built = await buildPages(['display', 'display-stories']);

  const streams = new Set<ServerResponse>();
  let latest: DisplayView | null = null;
  let isUp = true;
  const write = (stream: ServerResponse) => latest && stream.write(`data: ${JSON.stringify(latest)}\n\n`);

  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const pages: DisplayPages = {
    url: `http://127.0.0.1:${address.port}`,
    door,
    key: null,
    pairs: { status: 403, body: { ok: false, code: 'wrong_code' } },
    answer: { ok: true },
    commands: [],
    paired: [],
    say(view) {
      latest = view;
      for (const stream of streams) write(stream);
    },
    cut(next) {
      isUp = next;
      for (const stream of streams) stream.destroy();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      built.remove();
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', pages.url);
    if (!isUp) return void response.destroy();
    if (!pathname.startsWith('/display/v1/')) return file(pathname === '/display/' ? '/display.html' : pathname, response);
    if (pathname === '/display/v1/door') return json(response, 200, pages.door);
    const body = await read(request);
    if (pathname === '/display/v1/pair') {
      pages.paired.push(body);
      return json(response, pages.pairs.status, pages.pairs.body);
    }
    if (pages.key === null || request.headers['x-saoma-page'] !== pages.key) return json(response, 401, { code: 'unauthorized' });
    if (pathname === '/display/v1/commands') {
      pages.commands.push(body as KioskCommand);
      return json(response, 200, pages.answer);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
    write(response);
  }

  function file(name: string, response: ServerResponse): void {
    if (!built.serve(name, response)) json(response, 404, { code: 'not_found' });
  }

  return pages;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<object> {
  let text = '';
  for await (const piece of request) text += piece;
  return text ? (JSON.parse(text) as object) : {};
}
