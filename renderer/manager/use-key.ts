import { useEffect, useEffectEvent } from 'react';

/** A key of the keyboard does what its button does. @param code of the physical key; a gun types none of the function keys */
export function useKey(code: string, onKey: () => void): void {
  const pressed = useEffectEvent(onKey);
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      if (event.code !== code || event.repeat || event.defaultPrevented) return;
      event.preventDefault();
      pressed();
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, [code]);
}
