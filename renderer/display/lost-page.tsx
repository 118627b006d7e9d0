import type { Locale } from '../../src/contract/view.ts';
import { Announcement } from '../components/announcement.tsx';
import { displayTextIn } from '../text/display/catalogue.ts';
import { PlainIdle } from './idle-scene.tsx';
import { Page } from './page.tsx';
import { useDocument } from './use-display.ts';

type LostPageProps = {
  readonly locale: Locale;
  readonly name: string; // the shop's, where it is known
  readonly why?: 'lost' | 'shut';
};

/** Without its terminal the page is calm, and nothing old is shown as if it were so. */
export function LostPage({ locale, name, why = 'lost' }: LostPageProps) {
  useDocument(locale);
  const saying = displayTextIn(locale)[why];
  return (
    <Page locale={locale} name={name} foot={(text) => text[why].foot}>
      <PlainIdle saying={saying} name={why}>
        <Announcement>{saying.word}</Announcement>
      </PlainIdle>
    </Page>
  );
}
