import type { Clock } from '../../../basics/clock.ts';
import { type Endpoint, type Kind, TRUSTED_IDLE_MS } from '../../../gateway/transport/endpoints.ts';

/** As many as the real agent keeps. */
const MOST_IDLE = 4;

/** One connection of one process to one host. */
export type Connection = { readonly kind: Kind; idleSinceMs: number; onBroken: () => void };

/** A host as one process knows it: its connections, idle ones oldest first. */
export type VirtualEndpoint = Endpoint & {
  stand(kind: Kind): Connection;
  takeIdle(kind: Kind): Connection | null;
  giveBack(connection: Connection): void;
  drop(connection: Connection): void;
  /** The host went away: everything that stands to it is reset. */
  breakAll(): void;
};

export function virtualEndpoint(origin: string, clock: Clock): VirtualEndpoint {
  const standing = new Set<Connection>();
  let idle: Connection[] = [];

  function fresh(): Connection[] {
    const oldestMs = clock.monotonicMs() - TRUSTED_IDLE_MS;
    idle = idle.filter(({ idleSinceMs }) => idleSinceMs >= oldestMs);
    return idle;
  }

  return {
    origin,
    secure: true,
    address: { host: new URL(origin).hostname, port: 443, hostHeader: new URL(origin).host },
    agent: () => {
      throw new Error('a virtual host has no agent');
    },
    idle: (kind) => fresh().filter((connection) => connection.kind === kind).length,
    dropIdle() {
      idle = [];
    },
    cut() {},
    destroy() {
      idle = [];
      standing.clear();
    },
    stand(kind) {
      const connection = { kind, idleSinceMs: 0, onBroken: () => {} };
      standing.add(connection);
      return connection;
    },
    takeIdle(kind) {
      const found = fresh().find((connection) => connection.kind === kind);
      if (!found) return null;
      idle.splice(idle.indexOf(found), 1);
      standing.add(found);
      return found;
    },
    giveBack(connection) {
      standing.delete(connection);
      connection.idleSinceMs = clock.monotonicMs();
      connection.onBroken = () => {};
      if (idle.length < MOST_IDLE) idle.push(connection);
    },
    drop: (connection) => void standing.delete(connection),
    breakAll() {
      idle = [];
      for (const connection of [...standing]) connection.onBroken();
    },
  };
}
