import { type ReactNode, Suspense, useState } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { TrainingBanner } from '../cashier/training-banner.tsx';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { Approval } from '../people/approval.tsx';
import type { ManagerText } from '../text/manager/manager-text.ts';
import type { Text } from '../text/text.ts';
import { Bar } from './bar.tsx';
import { ManagerHelp } from './help.tsx';
import { PartBoundary } from './part-boundary.tsx';
import { Gate } from './people/gate.tsx';
import { SetUpPage } from './people/set-up-page.tsx';
import { useFlow } from './people/use-flow.ts';
import { Rail } from './rail.tsx';
import { useRoute } from './route.ts';
import type { SectionName } from './section-name.ts';
import { FIRST_SECTION, SECTIONS } from './sections.ts';
import styles from './shell.module.css';
import { useKeys } from './use-keys.ts';

type ShellProps = {
  readonly client: Pick<Client, 'send' | 'watchDoctor'>;
  readonly office: OfficeClient;
  readonly view: TerminalView;
  readonly receivedMs: number;
  readonly people: OfficeView;
  readonly text: Text;
  readonly words: ManagerText;
  readonly isAway: boolean; // the terminal does not answer: no key does anything
  readonly isRemote: boolean;
};

/** The manager's page: the bar above, the rail at the left, one part at a time. */
export function Shell({ isAway, ...props }: ShellProps) {
  const { office, view, receivedMs, people, text, words, isRemote } = props;
  const route = useRoute();
  const section = route && SECTIONS[route.section] ? route.section : FIRST_SECTION;
  const path = section === route?.section ? route.path : [];
  const onCounter = isRemote ? null : toCounter;
  const [helpOver, setHelpOver] = useState<SectionName | null>(null); // gone as soon as another part is opened
  const isHelp = helpOver === section;
  useKeys({ isOn: !isAway, onCounter, onHelp: () => setHelpOver(isHelp ? null : section) });
  const Part = SECTIONS[section]?.Page;
  const [isLater, setLater] = useState(false);
  const { flow, asked } = useFlow(office, people);
  const isManager = !people.hasPeople || (people.person?.role === 'manager' && !people.person.isResting);
  const isSetUpFirst = !people.hasPeople && !isLater;

  function inside(): ReactNode {
    if (isSetUpFirst) return <SetUpPage {...{ office, words, isRemote }} onLater={() => setLater(true)} />;
    return <Gate {...{ people, flow, asked, onCounter }} words={words.people} text={text.people} />;
  }

  return (
    <div className={styles.app}>
      {view.mode === 'sandbox' ? <TrainingBanner>{text.bar.training}</TrainingBanner> : <div />}
      <Bar
        {...{ view, receivedMs, text, onCounter }}
        people={people}
        words={words}
        onSignOut={() => void office.sendOffice({ kind: 'sign_out' })}
      />
      {isManager && !isSetUpFirst ? (
        <div className={styles.body} inert={asked.sheet.kind === 'approval' || isHelp}>
          <Rail current={section} counts={countsOf(view, people)} words={words.rail} />
          <main className={styles.part} data-part={section}>
            <PartBoundary key={section} words={words.part}>
              <Suspense>{Part && <Part {...props} path={path} give={flow.give} />}</Suspense>
            </PartBoundary>
          </main>
        </div>
      ) : (
        <main className={styles.part} data-part={isSetUpFirst ? 'set-up' : 'gate'}>
          {inside()}
        </main>
      )}
      {isHelp && (
        <section className={styles.over}>
          <ManagerHelp {...{ words, isRemote }} onClose={() => setHelpOver(null)} />
        </section>
      )}
      {isManager && <Approval words={text.people} view={people} state={asked} flow={flow} />}
    </div>
  );
}

/** What waits for somebody, by part. */
function countsOf(view: TerminalView, people: OfficeView): Readonly<Partial<Record<SectionName, number>>> {
  return { reconciliation: people.openDiscrepancies, refunds: view.refunds.length };
}

/** Same window, same session: the counter takes up where it was. */
function toCounter(): void {
  location.assign('/cashier/');
}
