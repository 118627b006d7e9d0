import type { Clock } from '../../../basics/clock.ts';
import type { AttemptRequest } from '../../../gateway/transport/attempt.ts';
import type { WechatPath } from '../../../gateway/wechat-v2/wire.ts';
import type { Acquirer, Reply } from '../../../sandbox/acquirer.ts';
import type { Chance } from '../chance.ts';
import type { Mishaps } from '../mishaps.ts';
import { type Fate, fatesAt, WELL } from './fates.ts';
import type { Back, Wire } from './virtual-attempt.ts';
import type { VirtualEndpoint } from './virtual-endpoint.ts';
import type { Weather } from './weather.ts';

/** A reused connection is found closed about so often, where such things happen. */
const STALE_SHARE = 0.02;
const PAGE = Buffer.from('<html><head><title>502 Bad Gateway</title></head></html>');
const HUGE: Back = { kind: 'broken', reason: 'too_large' };
const NOTHING = Buffer.alloc(0);

export type WireParts = {
  readonly clock: Clock; // dies with the process
  readonly worldClock: Clock; // goes on without it: what was sent arrives all the same
  readonly chance: Chance;
  readonly mishaps: Mishaps;
  readonly weather: Weather;
  readonly acquirer: Acquirer;
  readonly exchangeShare: number;
  /** Names the next exchange of an order; the same one has the same name whatever else happens. */
  readonly nameExchange: (orderNo: string, path: WechatPath, isOfBill: boolean) => string;
  /** The order that a request is about. */
  readonly orderOf: (body: string) => string;
  /** How long ago an order was submitted, by any process. */
  readonly ageMs: (orderNo: string) => number;
  readonly isAlive: () => boolean;
  /** A moment at which the process may die. @returns whether it lives on */
  readonly survives: (place: string) => boolean;
  /** Told of each body that is written, before anything becomes of it. */
  readonly sent: (path: WechatPath, host: string, body: string) => void;
  /** Told of each true answer that reaches the terminal whole. */
  readonly heard: (path: WechatPath, reply: Reply) => void;
};

/** The way of bodies between one process and the hosts, with what befalls them. */
export function createWire(parts: WireParts): Wire {
  const { clock, worldClock, chance, mishaps, weather, acquirer } = parts;

  const onTheirWay = new Set<string>(); // what was sent and has not arrived, by path and order

  /** By the moment, and not by turns: what else happens on the wire shifts nothing. */
  function delayMs(what: string, { origin }: VirtualEndpoint): number {
    return chance.of(what, origin, clock.monotonicMs()).between(3, 150);
  }

  function probe(endpoint: VirtualEndpoint, back: (back: Back) => void): void {
    clock.after(delayMs('probe', endpoint), () => {
      const trouble = weather.at(endpoint.origin);
      if (trouble === 'silent') return;
      if (trouble === 'refuses') back({ kind: 'broken', reason: 'ECONNRESET' });
      else back({ kind: 'answer', status: trouble ? 502 : 200, body: NOTHING });
    });
  }

  function post(endpoint: VirtualEndpoint, path: WechatPath, body: string, isReused: boolean, back: (back: Back) => void): void {
    const orderNo = parts.orderOf(body);
    const place = parts.nameExchange(orderNo, path, asksByBill(body));
    if (!parts.isAlive() || !parts.survives(`${place} before`)) return;
    parts.sent(path, endpoint.origin, body);
    const here = chance.of(place, 'way');
    const copy = `${path} ${orderNo}`;
    const isStale = isReused && mishaps.strikes('stale_connection', `${place} connection`, STALE_SHARE);
    const befalls = isStale ? null : mishaps.pick(place, parts.exchangeShare, fatesAt(path, parts.ageMs(orderNo), onTheirWay.has(copy)));
    const fate: Omit<Fate, 'kind'> = isStale ? { ...WELL, arrives: here.happens(0.3), back: 'reset' } : (befalls ?? WELL);
    travel(fate, here, { endpoint, path, copy, body: Buffer.from(body), back });
    parts.survives(`${place} after`);
  }

  function travel(fate: Omit<Fate, 'kind'>, here: Chance, { endpoint, path, copy, body, back }: Way): void {
    const trouble = weather.at(endpoint.origin);
    const upMs = fate.upMs(here);
    const downMs = fate.downMs(here);
    const againMs = fate.againMs?.(here) ?? null;
    if (trouble === 'refuses') clock.after(upMs, () => back({ kind: 'broken', reason: 'ECONNRESET' }));
    else if (trouble === 'page') clock.after(upMs, () => back({ kind: 'answer', status: 502, body: PAGE }));
    else if (trouble === null && !fate.arrives) comeBack(upMs + downMs, null);
    else if (trouble === null) {
      onTheirWay.add(copy);
      worldClock.after(upMs, () => {
        onTheirWay.delete(copy);
        const reply = deliver(fate);
        if (againMs !== null) worldClock.after(againMs, () => deliver(WELL));
        comeBack(downMs, reply);
      });
    }

    function deliver({ fault, negativeTest }: Omit<Fate, 'kind'>): Reply {
      const planted = fault && { call: 'micropay' as const, times: 1, skip: 0, delayMs: 0, ...fault };
      return acquirer.handle(path, 'POST', body, { fault: planted, negativeTest });
    }

    function comeBack(afterMs: number, reply: Reply | null): void {
      if (fate.back === 'nothing') return;
      clock.after(afterMs, () => {
        const now = weather.at(endpoint.origin);
        if (now === 'silent') return;
        if (now === 'refuses' || fate.back === 'reset' || fate.back === 'broken_off') return back({ kind: 'broken', reason: 'ECONNRESET' });
        if (fate.back === 'huge') return back(HUGE);
        if (fate.back === 'page' || !reply) return back({ kind: 'answer', status: 502, body: PAGE });
        const text = fate.back === 'half' ? reply.body.slice(0, reply.body.length / 2) : reply.body;
        if (fate.back === 'whole' && fate.fault === null) parts.heard(path, reply);
        back({ kind: 'answer', status: reply.status, body: Buffer.from(text) });
      });
    }
  }

  return {
    connect(endpoint, done) {
      clock.after(delayMs('connect', endpoint), () => {
        const trouble = weather.at(endpoint.origin);
        if (trouble !== 'silent') done(trouble === 'refuses' ? 'ECONNREFUSED' : null);
      });
    },
    carry(endpoint, wanted: AttemptRequest, { body, isReused }, back) {
      if (wanted.method === 'GET') probe(endpoint, back);
      else post(endpoint, wanted.path as WechatPath, body, isReused, back);
    },
  };
}

type Way = {
  readonly endpoint: VirtualEndpoint;
  readonly path: WechatPath;
  readonly copy: string; // what it has in common with its copies
  readonly body: Uint8Array;
  readonly back: (back: Back) => void;
};

/** A charge asks by its own order number; by the number of a payment only a customer's bill is asked about. */
function asksByBill(body: string): boolean {
  return element(body, 'out_trade_no') === null && element(body, 'transaction_id') !== null;
}

/** One element of a request as the terminal writes it. */
export function element(body: string, name: string): string | null {
  const at = body.indexOf(`<${name}>`);
  if (at < 0) return null;
  const from = at + name.length + 2;
  const value = body.slice(from, body.indexOf(`</${name}>`, from));
  return value.startsWith('<![CDATA[') ? value.slice(9, -3) : value;
}
