import { JournalLines } from '../../cashier/journal-lines.tsx';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';

/** What the terminal is told, and how it keeps its books. */
export default function SettingsPage({ client, view, text, words }: PageProps) {
  return (
    <Page title={words.rail.settings}>
      <JournalLines
        journal={view.journal}
        text={text}
        timeZone={view.store.timeZone}
        onLook={() => void client.send({ kind: 'verify_journal' })}
      />
    </Page>
  );
}
