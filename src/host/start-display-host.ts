import { networkInterfaces } from 'node:os';
import { Hono } from 'hono';
import type { Clock } from '../basics/clock.ts';
import { ok, type Result } from '../basics/result.ts';
import type { DisplayConfig, DisplayNetwork } from '../config/config.ts';
import { type DisplayDoor, PairBody, type PairRefusal } from '../contract/display.ts';
import { PAGE_KEY_HEADER, type SessionAnswer } from '../contract/ui.ts';
import type { Log } from '../log/log.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createAddressLock } from './address-lock.ts';
import { readJsonBody } from './body.ts';
import { namesOf } from './certificate-names.ts';
import { displayRoutes } from './display-routes.ts';
import { bracketed } from './guard.ts';
import { createHeld } from './held.ts';
import { assetRoute } from './pages.ts';
import { problem } from './problem.ts';
import { type Env, mount, type Route } from './routes.ts';
import { type HostError, serve } from './serve.ts';
import { createSparingLog } from './sparing-log.ts';
import { cookiesOf } from './window-session.ts';

/** A display hangs on its wall and nobody wants to pair it anew. */
const COOKIE_LASTS_S = 365 * 24 * 60 * 60;

export type DisplayHostParts = {
  readonly terminal: Pick<Terminal, 'displays' | 'onView'>;
  readonly config: DisplayNetwork;
  readonly pictures: DisplayConfig['pictures'];
  readonly store: DisplayDoor['store'];
  readonly pagesDir: string;
  readonly log: Log;
  readonly clock: Clock;
};

export type DisplayHost = {
  readonly url: string; // of the page, as this machine reaches it
  readonly port: number;
  close(): Promise<void>;
};

/** Serves the page for customers to browsers elsewhere in the shop that were paired at the counter, and nothing else. */
export async function startDisplayHost(parts: DisplayHostParts): Promise<Result<DisplayHost, HostError>> {
  const { terminal, config, clock } = parts;
  const { tls } = config;
  const { displays } = terminal;
  const log = createSparingLog(parts);
  const held = createHeld();
  const hostNames = tls ? namesOf(tls.cert) : [];
  const door = { listen: config.listen, port: config.port, ...(tls && { scheme: 'https' as const, hostNames }) };
  const cookieName = () => `saoma-display-${door.port}`; // cookies know no ports
  const { name, locale } = parts.store; // a stranger is told no more of it
  const app = new Hono<Env>();
  const routes = displayRoutes({
    ...parts,
    held,
    door: { store: { name, locale }, isNetwork: true, isPlainHttp: tls === null },
    guest(c) {
      const found = displays.find({ cookies: cookiesOf(c, cookieName()), pageKey: c.req.header(PAGE_KEY_HEADER) ?? '' });
      return found && { role: found.role, stays: (end) => displays.connected(found.id, end) };
    },
    mayLook: (c) => displays.knowsCookie(cookiesOf(c, cookieName())),
    entrance: [pairRoute({ displays, clock, cookieName, isTls: tls !== null })],
  });
  mount(app, '', [{ method: 'GET', path: '/', handle: (c) => c.redirect('/display/') }, assetRoute(parts.pagesDir), ...routes]);
  app.notFound(() => problem('not_found', { detail: 'There is nothing at this address.' }));
  app.onError((error) => {
    log.write('host_failed', { problem: error.message.slice(0, 200) });
    return problem('internal_error');
  });

  const served = await serve({ app, door, names: { port: 'display.port', listen: 'display.listen' }, tls, log, clock });
  if (!served.ok) return served;
  const pageAt = (host: string) => `${tls ? 'https' : 'http'}://${host}:${door.port}/display/`;
  const isEverywhere = ['0.0.0.0', '::'].includes(config.listen);
  const ownHosts = () => (isEverywhere ? networkAddresses() : [config.listen]).map(bracketed);
  const given = hostNames.filter((hostName) => hostName !== 'localhost'); // under these browsers believe the certificate
  displays.opened(() => (given.length > 0 ? given : ownHosts()).map(pageAt));
  return ok({
    url: pageAt(isEverywhere ? '127.0.0.1' : bracketed(config.listen)),
    port: door.port,
    close() {
      const closed = served.value.close();
      held.endAll();
      return closed;
    },
  });
}

type PairParts = Pick<DisplayHostParts, 'clock'> & {
  readonly displays: Terminal['displays'];
  readonly cookieName: () => string;
  readonly isTls: boolean;
};

/** The six digits at the counter let a browser in, for as long as the counter likes. */
function pairRoute({ displays, clock, cookieName, isTls }: PairParts): Route {
  const lock = createAddressLock(clock);
  return {
    method: 'POST',
    path: '/pair',
    async handle(c) {
      const body = await readJsonBody(c.env.incoming, PairBody);
      if (!body.ok) return body.error;
      const refuse = (code: PairRefusal['code'], waitMs: number) =>
        c.json({ ok: false, code, ...(waitMs > 0 && { waitMs }) } satisfies PairRefusal, 403);
      const address = c.env.incoming.socket.remoteAddress ?? '';
      const waitMs = lock.waitMs(address);
      if (waitMs > 0) return refuse('locked', waitMs);
      const takeBack = lock.begin(address);
      const paired = displays.pair(body.value);
      if (!paired.ok && paired.error === 'wrong_code') return refuse('wrong_code', lock.waitMs(address));
      takeBack();
      if (!paired.ok) return refuse(paired.error, 0);
      const { cookie, pageKey } = paired.value;
      const secure = isTls ? '; Secure' : '';
      c.header('set-cookie', `${cookieName()}=${cookie}; HttpOnly; SameSite=Strict; Path=/display; Max-Age=${COOKIE_LASTS_S}${secure}`);
      return c.json({ pageKey } satisfies SessionAnswer, 201);
    },
  };
}

/** Addresses of this machine that others in the shop reach it by. */
function networkAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address);
}
