import { useEffect, useState } from 'react';
import type { SettingsView } from '../../../src/contract/settings.ts';
import { JournalLines } from '../../cashier/journal-lines.tsx';
import { Sign } from '../../components/sign.tsx';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { PeopleCard, usePeople } from '../people/people-card.tsx';
import { PersonSheet } from '../people/person-sheet.tsx';
import { PrintersCard } from '../printers/printers-card.tsx';
import { go } from '../route.ts';
import { ConfigurationCard } from './configuration-card.tsx';
import styles from './settings.module.css';

/** Who works here, what the terminal was told, and how it keeps its books. */
export default function SettingsPage(props: PageProps) {
  const { client, office, view, people, text, words, path, isRemote } = props;
  const rows = usePeople(props);
  const settings = useSettings(office);
  const [kind, id] = path;
  const person = kind === 'person' ? (rows.find((row) => row.id === id) ?? null) : null;
  const isOpen = kind === 'new-person' || person !== null;
  return (
    <>
      <div className={styles.behind} inert={isOpen}>
        <Page title={words.rail.settings}>
          {settings?.manager?.isPlainHttp && (
            <p className={styles.warning}>
              <Sign name="advice" size="list" />
              <span>
                <b>{words.settings.plainWarning.what}</b>
                {words.settings.plainWarning.next}
              </span>
            </p>
          )}
          <div className={styles.columns}>
            <div className={styles.column}>
              {people.hasPeople && <PeopleCard {...{ rows, people, view, words }} />}
              <PrintersCard {...props} />
              {!isRemote && (
                <JournalLines
                  journal={view.journal}
                  text={text}
                  timeZone={view.store.timeZone}
                  onLook={() => void client.send({ kind: 'verify_journal' })}
                />
              )}
            </div>
            <div className={styles.column}>
              {settings && <ConfigurationCard {...{ settings, currency: view.store.currency ?? 'CNY' }} words={words.settings} />}
            </div>
          </div>
        </Page>
      </div>
      {isOpen && <PersonSheet key={id} {...{ office, person }} words={words.people} onClose={() => go('settings')} />}
    </>
  );
}

/** Told at the start, and the same until the next one. */
function useSettings(office: PageProps['office']): SettingsView | null {
  const [settings, setSettings] = useState<SettingsView | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    void office.readOffice<SettingsView>('settings', {}, abort.signal).then((answer) => {
      if (answer.ok && !abort.signal.aborted) setSettings(answer.value);
    });
    return () => abort.abort();
  }, [office]);
  return settings;
}
