import map from '../cashier/help-drawer.module.css';
import { Drawer } from '../components/drawer.tsx';
import { KeyCap } from '../components/key-cap.tsx';
import type { ManagerText } from '../text/manager/manager-text.ts';
import { useEscape } from './use-escape.ts';

type HelpProps = { readonly words: ManagerText; readonly isRemote: boolean; readonly onClose: () => void };

/** The map of the keys of the manager's page. */
export function ManagerHelp({ words: { help, rail }, isRemote, onClose }: HelpProps) {
  useEscape(onClose);
  const rows: readonly (readonly [key: string, does: string])[] = [
    ['F5', help.f5],
    ['F6', rail.reconciliation],
    ['F8', rail.records],
    ['F9', rail.refunds],
    ...(isRemote ? [] : [['F10', help.counter] as const]),
    ['F11', help.f11],
    ['↑ ↓', help.arrows],
    ['Enter', help.enter],
    [help.space, help.hold],
    ...(isRemote ? [] : [['Esc', help.escape] as const]),
    ['F1', help.f1],
  ];
  return (
    <Drawer title={help.title} closeWord={help.close} onClose={onClose}>
      <dl className={map.map}>
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <KeyCap>{key}</KeyCap>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
