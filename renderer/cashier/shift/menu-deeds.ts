import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { IconName } from '../../components/icon.tsx';

export type MenuDeed =
  | 'open_shift'
  | 'hand_over'
  | 'close_shift'
  | 'reading'
  | 'lines'
  | 'pay_in'
  | 'pay_out'
  | 'drawer'
  | 'last_receipt'
  | 'scanners'
  | 'displays'
  | 'manager';

export type MenuItem = {
  readonly deed: MenuDeed;
  readonly keyCap: string;
  readonly icon: IconName;
  /** With a shift, without one, or either way. */
  readonly when: 'open' | 'none' | 'always';
};

/** The counter's menu, in the order of a day. A digit opens each; what is not to be done now is not there, and no digit moves for it. */
const MENU: readonly MenuItem[] = [
  { deed: 'open_shift', keyCap: '1', icon: 'clock', when: 'none' },
  { deed: 'close_shift', keyCap: '1', icon: 'flag', when: 'open' },
  { deed: 'hand_over', keyCap: '2', icon: 'swap', when: 'open' },
  { deed: 'reading', keyCap: '3', icon: 'chart', when: 'open' },
  { deed: 'lines', keyCap: '4', icon: 'list', when: 'open' },
  { deed: 'pay_in', keyCap: '5', icon: 'plus', when: 'open' },
  { deed: 'pay_out', keyCap: '6', icon: 'back', when: 'open' },
  { deed: 'drawer', keyCap: '7', icon: 'file', when: 'always' },
  { deed: 'last_receipt', keyCap: '8', icon: 'printer', when: 'always' },
  { deed: 'scanners', keyCap: '9', icon: 'scan', when: 'always' },
  { deed: 'displays', keyCap: '.', icon: 'screen', when: 'always' },
  { deed: 'manager', keyCap: '0', icon: 'person', when: 'always' },
];

/** What can be done now. */
export function menuNow(office: OfficeView | null): readonly MenuItem[] {
  const state = office?.shift ? 'open' : 'none';
  return MENU.filter(({ deed, when }) => (when === 'always' || when === state) && (deed !== 'drawer' || office?.drawer?.canOpen));
}
