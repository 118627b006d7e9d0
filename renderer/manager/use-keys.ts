import { useEffect, useEffectEvent } from 'react';
import { isTakenOver } from '../cashier/keys.ts';
import { go } from './route.ts';
import type { SectionName } from './section-name.ts';
import { SECTIONS } from './sections.ts';

/** The same keys as at the counter, where they mean the same thing. */
const GO_TO: Readonly<Record<string, SectionName>> = { F6: 'reconciliation', F8: 'records', F9: 'refunds' };

type UseKeysParts = { readonly isOn: boolean; readonly onCounter: (() => void) | null; readonly onHelp: () => void };

/**
 * The keys of the manager's page as a whole: some lead to a part, F1 shows them, F10 and Esc lead back to the counter. What a part does with a key
 * comes first: it prevents the default.
 */
export function useKeys({ isOn, onCounter, onHelp }: UseKeysParts): void {
  const help = useEffectEvent(onHelp);
  const leave = useEffectEvent(() => onCounter?.());
  useEffect(() => {
    if (!isOn) return;
    function down(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      // Backspace belongs to the fields here; without one it does nothing in a browser of today.
      if (isTakenOver(event.code) && event.code !== 'Backspace') event.preventDefault();
      if (event.repeat) return;
      if (event.code === 'F1') help();
      const section = GO_TO[event.code];
      if (section && SECTIONS[section]) go(section);
      if (event.code === 'F10' || event.code === 'Escape') leave();
    }
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [isOn]);
}
