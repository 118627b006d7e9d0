import { useEffect, useMemo, useState } from 'react';
import type { Locale } from '../../src/contract/view.ts';
import { createChannel } from '../client/channel.ts';
import { connect } from '../client/client.ts';
import { createOfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { PAGE_KEY, type SessionParts } from '../client/session.ts';
import { App } from './app.tsx';
import { DoorPage } from './people/door-page.tsx';

type EntranceProps = {
  readonly parts: SessionParts;
  readonly names: Pick<Storage, 'getItem' | 'setItem'>; // where the last name is kept
  readonly guess: Locale;
  readonly isRemote: boolean;
};

/** At the terminal the session is there already. Elsewhere a manager opens one, and again when it has ended. */
export function Entrance({ parts, names, guess, isRemote }: EntranceProps) {
  const [session, setSession] = useState(() => (isRemote && parts.storage.getItem(PAGE_KEY) === null ? null : 0));
  if (session === null) {
    return (
      <DoorPage
        fetch={parts.fetch}
        storage={names}
        guess={guess}
        onOpen={(pageKey) => {
          parts.storage.setItem(PAGE_KEY, pageKey);
          setSession(pageClock.monotonicMs());
        }}
      />
    );
  }
  return <Inside key={session} {...{ parts, guess, isRemote }} onRefused={() => isRemote && setSession(null)} />;
}

type InsideProps = Omit<EntranceProps, 'names'> & { readonly onRefused: () => void };

function Inside({ parts, guess, isRemote, onRefused }: InsideProps) {
  const { client, office } = useMemo(() => {
    const channel = createChannel({ ...parts, clock: pageClock });
    return { client: connect({ ...parts, clock: pageClock }, channel), office: createOfficeClient(channel) };
  }, [parts]);
  useEffect(() => client.watch(({ kind }) => kind === 'refused' && onRefused()), [client, onRefused]);
  return <App {...{ client, office, guess, isRemote }} />;
}
