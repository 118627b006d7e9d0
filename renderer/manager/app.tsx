import { useEffect, useState } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { Locale } from '../../src/contract/view.ts';
import { LinkPage } from '../cashier/link-page.tsx';
import type { Client, Connection } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { textIn } from '../text/catalogue.ts';
import { managerTextIn } from '../text/manager/catalogue.ts';
import { Shell } from './shell.tsx';

type Live = Extract<Connection, { kind: 'live' }>;

type AppProps = { readonly client: Client; readonly office: OfficeClient; readonly guess: Locale; readonly isRemote: boolean };

/** The window: the manager's page while the terminal answers, one calm page while it does not. */
export function App({ client, office, guess, isRemote }: AppProps) {
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  const [live, setLive] = useState<Live | null>(null);
  const [people, setPeople] = useState<OfficeView | null>(null);
  useEffect(
    () =>
      client.watch((next) => {
        setConnection(next);
        if (next.kind === 'live') setLive(next);
      }),
    [client],
  );
  useEffect(() => office.watchOffice((news) => news.kind === 'view' && setPeople(news.view)), [office]);
  const locale = live?.view.store.locale ?? guess;
  const [text, words] = [textIn(locale), managerTextIn(locale)];
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = words.title;
  }, [locale, words]);

  // What was typed outlives a lost line, out of sight and out of reach.
  const isAway = connection.kind !== 'live';
  return (
    <>
      {isAway && <LinkPage connection={connection} text={text} />}
      {live && people && (
        <div hidden={isAway}>
          <Shell {...{ client, office, people, text, words, isAway, isRemote }} view={live.view} receivedMs={live.receivedMs} />
        </div>
      )}
    </>
  );
}
