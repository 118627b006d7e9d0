import { useSyncExternalStore } from 'react';

/** Whether this window has the keyboard. Another window, a taskbar or the address bar may have taken it. */
export function useWindowFocus(): boolean {
  return useSyncExternalStore(watch, () => document.hasFocus());
}

function watch(changed: () => void): () => void {
  for (const event of EVENTS) window.addEventListener(event, changed);
  return () => {
    for (const event of EVENTS) window.removeEventListener(event, changed);
  };
}

const EVENTS = ['focus', 'blur', 'visibilitychange', 'pointerdown'] as const;
