import { Drawer } from '../../components/drawer.tsx';
import { Icon } from '../../components/icon.tsx';
import { ButtonKey } from '../../components/key-cap.tsx';
import type { SheetProps } from './desk-sheets.tsx';
import { type MenuDeed, menuNow } from './menu-deeds.ts';
import styles from './shift.module.css';

/** What is not done at each sale. A digit opens each, so do the arrows and a touch. */
export function MenuDrawer({ text, office, flow, choose }: SheetProps<'menu'> & { readonly choose: (deed: MenuDeed) => void }) {
  const words = text.shift;
  return (
    <Drawer title={words.menu} closeWord={text.lists.close} onClose={flow.close}>
      <ul className={styles.menu}>
        {menuNow(office).map(({ deed, keyCap, icon }) => (
          <li key={deed}>
            <button type="button" data-row={deed} onClick={() => choose(deed)}>
              <Icon name={icon} />
              <span>
                <b>{words.deeds[deed]}</b>
                {words.notes[deed] && <em>{words.notes[deed]}</em>}
              </span>
              <ButtonKey>{keyCap}</ButtonKey>
            </button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
