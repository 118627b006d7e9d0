import { useState } from 'react';
import type { PrinterView, WaitingPaper } from '../../../src/contract/receipt.ts';
import { Button } from '../../components/button.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import type { PrintersText } from '../../text/printers/printers-text.ts';
import { clockTime, tailOf } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { Held } from '../parts/held.tsx';
import { WEIGHTS } from './printer-light.tsx';
import styles from './printers.module.css';

const SIGNS: Readonly<Record<(typeof WEIGHTS)[keyof typeof WEIGHTS], SignName>> = { well: 'paid', soon: 'advice', not: 'declined' };
/** More are counted. */
const MOST_LISTED = 5;

type PrintersProps = Pick<PageProps, 'people' | 'give' | 'view' | 'words'>;

/** How each printer is, what waits for it, and a page to try it with. */
export function PrintersCard({ people, give, view, ...props }: PrintersProps) {
  const words = props.words.printers;
  const [said, setSaid] = useState<string | null>(null);

  async function ask(command: Parameters<PageProps['give']>[0], done: string | null): Promise<void> {
    const answer = await give(command);
    setSaid(answer.ok ? done : (words.codes[answer.code] ?? words.codes.other));
  }

  return (
    <section className={styles.card} aria-labelledby="printers">
      <h2 id="printers">{words.title}</h2>
      {people.printers.length === 0 && (
        <p className={styles.none}>
          <b>{words.none.what}</b>　{words.none.next}
        </p>
      )}
      {people.printers.map((printer) => (
        <div key={printer.name} className={styles.printer} data-status={printer.status}>
          <StateLine printer={printer} words={words} />
          <Button size="small" onPress={() => void ask({ kind: 'print_test', printer: printer.name }, words.tested)}>
            {words.test}
          </Button>
          {printer.papers.length > 0 && (
            <ul>
              {printer.papers.slice(0, MOST_LISTED).map((paper) => (
                <li key={paper.id}>
                  <PaperLine paper={paper} words={words} timeZone={view.store.timeZone} />
                  <Button size="small" onPress={() => void ask({ kind: 'print_again', jobId: paper.id }, null)}>
                    {words.printAgain}
                  </Button>
                  <Held keyCap={words.hold} onHeld={() => void ask({ kind: 'drop_job', jobId: paper.id }, null)}>
                    {words.drop}
                  </Held>
                </li>
              ))}
              {printer.waiting > MOST_LISTED && <li>{words.more(printer.waiting - MOST_LISTED)}</li>}
            </ul>
          )}
        </div>
      ))}
      {said !== null && (
        <p className={styles.none} role="status">
          {said}
        </p>
      )}
    </section>
  );
}

function StateLine({ printer: { name, status, waiting }, words }: { readonly printer: PrinterView; readonly words: PrintersText }) {
  const { what, next } = words.states[status];
  return (
    <p className={styles.state}>
      <Sign name={SIGNS[WEIGHTS[status]]} size="list" />
      <span>
        <b>{name}</b>　{what}
        <em>{[next, waiting > 0 && words.waiting(waiting)].filter(Boolean).join('　')}</em>
      </span>
    </p>
  );
}

function PaperLine({ paper, words, timeZone }: { readonly paper: WaitingPaper; readonly words: PrintersText; readonly timeZone: string }) {
  const { document, copy, isReprint, queuedAt } = paper;
  const isReport = document.kind === 'x' || document.kind === 'z' || document.kind === 'test';
  const about = [clockTime(queuedAt, timeZone), isReport ? null : words.copies[copy], isReprint ? words.again : null];
  return (
    <span>
      {words.papers[document.kind]} {isReport ? '' : tailOf(document.id)}
      <em>{about.filter(Boolean).join('　')}</em>
    </span>
  );
}
