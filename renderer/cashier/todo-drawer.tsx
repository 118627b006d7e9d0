import type { TerminalView } from '../../src/contract/view.ts';
import { Drawer } from '../components/drawer.tsx';
import type { Text } from '../text/text.ts';
import styles from './charge-list.module.css';
import { ChargeList } from './charge-list.tsx';

type TodoProps = {
  readonly view: TerminalView;
  readonly text: Text;
  readonly onShow: (chargeId: string) => void;
  readonly onAsk: (chargeId: string) => void;
  readonly onClose: () => void;
};

/** Charges that are not known yet and not on the stage, oldest first. The terminal works on them by itself. */
export function TodoDrawer({ view, text, onShow, onAsk, onClose }: TodoProps) {
  return (
    <Drawer title={text.bar.todo(view.todo.length)} closeWord={text.lists.close} onClose={onClose}>
      {view.todo.length === 0 ? (
        <p className={styles.empty}>{text.lists.noTodo}</p>
      ) : (
        <>
          <p className={styles.note}>{text.lists.todoNote}</p>
          <ChargeList charges={view.todo} text={text} timeZone={view.store.timeZone} hasDays={false} onShow={onShow} onAsk={onAsk} />
        </>
      )}
    </Drawer>
  );
}
