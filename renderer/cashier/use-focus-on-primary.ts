import { useEffect, useRef } from 'react';

/** After each change of the screen the focus is on the primary action, but where haste must not find one: there it is nowhere. */
export function useFocusOnPrimary(screenKey: string) {
  const hand = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (/ (unresolved|reversing|queued)$/.test(screenKey)) return;
    // Quiet until somebody moves on with Tab: the button's key cap says already what Enter does.
    if (hand.current) hand.current.dataset.quiet = 'true';
    hand.current?.querySelector<HTMLElement>('[data-primary]')?.focus({ preventScroll: true });
  }, [screenKey]);
  return hand;
}
