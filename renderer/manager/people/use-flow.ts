import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { OfficeClient } from '../../client/office-client.ts';
import { pageClock } from '../../client/page-clock.ts';
import { createPeopleFlow, type PeopleFlow, type PeopleState } from '../../people/people-flow.ts';
import type { PinKey } from '../../people/pin-keys.ts';

const NAMED: Readonly<Record<string, PinKey>> = {
  Backspace: 'backspace',
  Delete: 'clear',
  Enter: 'enter',
  NumpadEnter: 'enter',
  Escape: 'escape',
};

/** Who sits here and whose word is asked for. While something is asked, the keyboard is the PIN's. */
export function useFlow(office: OfficeClient, people: OfficeView): { readonly flow: PeopleFlow; readonly asked: PeopleState } {
  const flow = useMemo(() => createPeopleFlow({ send: office.sendOffice, clock: pageClock }), [office]);
  useEffect(() => flow.seen(people), [flow, people]);
  const asked = useSyncExternalStore(flow.onChange, flow.state);
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      if (!flow.isOpen() || event.ctrlKey || event.altKey || event.metaKey) return;
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
      const key = (digit as PinKey | undefined) ?? NAMED[event.code];
      if (!key || (key === 'escape' && flow.state().sheet.kind !== 'approval')) return; // Esc leaves the page, as ever
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) flow.press(key);
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, [flow]);
  return { flow, asked };
}
