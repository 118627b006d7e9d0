import { useCallback, useEffect, useMemo, useState } from 'react';
import { DISPLAY_BASE, type DisplayDoor } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';
import { createChannel } from '../client/channel.ts';
import { pageClock } from '../client/page-clock.ts';
import { PAGE_KEY, type SessionParts } from '../client/session.ts';
import { App } from './app.tsx';
import { createDisplayClient } from './display-client.ts';
import { LostPage } from './lost-page.tsx';
import { pair } from './pair.ts';
import { PairingPage } from './pairing-page.tsx';
import { LOST_AFTER_MS } from './shown-scene.ts';
import { useRedrawAt } from './use-display.ts';
import { useDoor } from './use-door.ts';

/** A shell that has just begun anew gives out tickets a little later. */
const ANEW_AFTER_MS = 4_000;

export type EntranceParts = Pick<SessionParts, 'fetch' | 'takeTicket'> & {
  /** Where the page's key is kept: for as long as the window lives at the terminal, for as long as the browser lives elsewhere. */
  readonly storages: Readonly<Record<'window' | 'browser', SessionParts['storage']>>;
  readonly hasShell: boolean; // more tickets can be had
  readonly guess: Locale;
};

/** The terminal's own windows come in with a ticket; browsers elsewhere are paired once and come back by themselves. */
export function Entrance(parts: EntranceParts) {
  const door = useDoor(parts.fetch);
  const [begunMs] = useState(() => performance.now());
  useRedrawAt(begunMs + LOST_AFTER_MS);
  if (door) return door.isNetwork ? <FromElsewhere door={door} parts={parts} /> : <AtTheTerminal door={door} parts={parts} />;
  return performance.now() - begunMs >= LOST_AFTER_MS ? <LostPage locale={parts.guess} name="" /> : null;
}

type DoorProps = { readonly door: DisplayDoor; readonly parts: EntranceParts };

/** A number for each session that was begun: another one is another line to the terminal. */
type Session = number;

function AtTheTerminal({ door, parts }: DoorProps) {
  const [session, setSession] = useState<Session | null>(0);
  const onRefused = useCallback(() => setSession(null), []);
  useEffect(() => {
    if (session !== null || !parts.hasShell) return;
    const timer = setTimeout(() => setSession(performance.now()), ANEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [session, parts.hasShell]);
  const { name, locale } = door.store;
  if (session === null) return <LostPage locale={locale} name={name} why={parts.hasShell ? 'lost' : 'shut'} />;
  return <Inside key={session} {...{ door, parts, onRefused }} storage={parts.storages.window} />;
}

function FromElsewhere({ door, parts }: DoorProps) {
  const storage = parts.storages.browser;
  const [session, setSession] = useState<Session | null>(() => (storage.getItem(PAGE_KEY) === null ? null : 0));
  const [isRevoked, setRevoked] = useState(false);
  const onRefused = useCallback(() => {
    setRevoked(true);
    setSession(null);
  }, []);
  function onPaired(pageKey: string): void {
    storage.setItem(PAGE_KEY, pageKey);
    setSession(performance.now());
  }
  if (session === null) return <PairingPage store={door.store} pair={(body) => pair(parts.fetch, body)} {...{ isRevoked, onPaired }} />;
  return <Inside key={session} {...{ door, parts, storage, onRefused }} />;
}

type InsideProps = DoorProps & { readonly storage: SessionParts['storage']; readonly onRefused: () => void };

function Inside({ door, parts, storage, onRefused }: InsideProps) {
  const { fetch, takeTicket } = parts;
  const client = useMemo(
    () => createDisplayClient(createChannel({ fetch, storage, takeTicket, door: `${DISPLAY_BASE}/session`, clock: pageClock })),
    [fetch, storage, takeTicket],
  );
  return <App client={client} guess={door.store.locale} onRefused={onRefused} />;
}
