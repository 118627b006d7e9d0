import { useEffect, useEffectEvent } from 'react';

/** Esc does this, and nothing that stands behind it. @param isOn false: Esc is somebody else's */
export function useEscape(onEscape: () => void, isOn = true): void {
  const escaped = useEffectEvent(onEscape);
  useEffect(() => {
    if (!isOn) return;
    function down(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      escaped();
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, [isOn]);
}
