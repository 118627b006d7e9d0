import type { PairedDisplay } from '../../../src/contract/display.ts';
import { HoldButton } from '../../components/hold-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { storeDay } from '../../text/time-text.ts';
import styles from './displays.module.css';
import type { DisplaysProps } from './displays-drawer.tsx';

type DisplayRowProps = Pick<DisplaysProps, 'view' | 'text' | 'counter' | 'heldRow'> & { readonly display: PairedDisplay };

/** A paired display: what it is for, whether it is there, and held, its end. */
export function DisplayRow({ display, view, text, counter, heldRow }: DisplayRowProps) {
  const { id, name, role, pairedAt, isConnected } = display;
  const words = text.pairing;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the focus from row to row, the keys act on the one that has it
    <li className={styles.row} tabIndex={0} data-row={id} data-display={id}>
      <Icon name={isConnected ? 'screen' : 'offline'} />
      <div>
        <b>{name}</b>
        <em>
          {[words.roles[role], isConnected ? words.connected : words.away, words.since(storeDay(pairedAt, view.store.timeZone))].join(
            '\u2002',
          )}
        </em>
      </div>
      <HoldButton
        size="small"
        keyCap={text.hand.hold('Del')}
        isHolding={heldRow === id}
        onHold={() => counter.holdRevoke(id)}
        onRelease={counter.release}
      >
        {words.revoke}
      </HoldButton>
    </li>
  );
}
