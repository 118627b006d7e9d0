import type { ReactNode } from 'react';
import { Drawer } from '../components/drawer.tsx';
import { KeyCap } from '../components/key-cap.tsx';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { Text } from '../text/text.ts';
import styles from './help-drawer.module.css';

type HelpDrawerProps = { readonly text: Text; readonly onClose: () => void; readonly children?: ReactNode };

/** The map of the keys, and what belongs below it. */
export function HelpDrawer({ text, onClose, children }: HelpDrawerProps) {
  const { help, hand } = text;
  const refund = refundTextIn(text.locale);
  const rows: readonly (readonly [keys: readonly string[], does: string])[] = [
    [['0 – 9', '.'], help.digits],
    [['+'], help.plus],
    [['←'], help.backspace],
    [['Delete'], help.remove],
    [['Enter'], help.enter],
    [['Esc'], help.escape],
    [[hand.hold('Esc')], help.holdEscape],
    [['F2'], text.offer.helpCode],
    [['F3'], text.offer.helpQr],
    [['F4'], text.cash.helpCash],
    [['F5'], help.f5],
    [['F6'], help.f6],
    [['F7'], text.todo.helpPark],
    [[hand.hold('Delete')], text.todo.helpDrop],
    [['F8'], help.f8],
    [['F9'], refund.key],
    [[hand.hold('F9')], text.finding.helpRefund],
    [[hand.hold('Del')], refund.helpCancelPaid],
    [['F10'], text.shift.helpMenu],
    [['F11'], text.cash.helpReceipt],
    [['F12'], help.f12],
    [['Home'], text.people.help],
    [['F1'], help.f1],
    [['Tab'], help.tab],
  ];
  return (
    <Drawer title={help.title} closeWord={text.lists.close} onClose={onClose}>
      <dl className={styles.map}>
        {rows.map(([keys, does]) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {children}
    </Drawer>
  );
}
