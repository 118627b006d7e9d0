import { useEffect, useState } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { Locale } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import type { Client, Connection } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { textIn } from '../text/catalogue.ts';
import { Cashier } from './cashier.tsx';
import { LinkPage } from './link-page.tsx';
import type { Speaker } from './sounds.ts';

type Live = Extract<Connection, { kind: 'live' }>;

type AppProps = {
  readonly client: Client;
  readonly office: Pick<OfficeClient, 'sendOffice' | 'readOffice' | 'watchOffice'>;
  readonly speaker: Speaker;
  readonly camera: Camera;
  readonly guess: Locale;
};

/** The window: the counter while the terminal answers, one calm page while it does not. */
export function App({ client, office, speaker, camera, guess }: AppProps) {
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  const [live, setLive] = useState<Live | null>(null);
  const [officeView, setOfficeView] = useState<OfficeView | null>(null);
  useEffect(
    () =>
      client.watch((next) => {
        setConnection(next);
        if (next.kind === 'live') setLive(next);
      }),
    [client],
  );
  // What was known of the office stays while its line is lost: the terminal's own line says so.
  useEffect(() => office.watchOffice((news) => news.kind === 'view' && setOfficeView(news.view)), [office]);
  const text = textIn(live?.view.store.locale ?? guess);
  useEffect(() => {
    document.documentElement.lang = text.locale;
    document.title = text.title;
  }, [text]);

  // The counter outlives a lost line, out of sight and out of reach: the typed amount stays, and what happened meanwhile is heard.
  const isAway = connection.kind !== 'live';
  return (
    <>
      {isAway && <LinkPage connection={connection} text={text} />}
      {live && (
        <div hidden={isAway}>
          <Cashier
            client={client}
            office={office}
            view={live.view}
            officeView={officeView}
            receivedMs={live.receivedMs}
            text={text}
            speaker={speaker}
            camera={camera}
            isAway={isAway}
          />
        </div>
      )}
    </>
  );
}
