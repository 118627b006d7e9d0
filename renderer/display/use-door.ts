import { useEffect, useState } from 'react';
import { DISPLAY_BASE, type DisplayDoor } from '../../src/contract/display.ts';

/** While nobody answers, it is asked again so often: the page may be there before its terminal. */
const AGAIN_MS = 2_000;

/** Whose page this is and by which door it came; null until somebody answers. */
export function useDoor(fetch: typeof globalThis.fetch): DisplayDoor | null {
  const [door, setDoor] = useState<DisplayDoor | null>(null);
  useEffect(() => {
    let isOver = false;
    async function ask(): Promise<void> {
      try {
        const answer = await fetch(`${DISPLAY_BASE}/door`, { signal: AbortSignal.timeout(AGAIN_MS * 4) });
        if (!answer.ok) throw new Error(`door: ${answer.status}`);
        const said = (await answer.json()) as DisplayDoor;
        if (!isOver) setDoor(said);
      } catch {
        if (!isOver) setTimeout(() => void ask(), AGAIN_MS);
      }
    }
    void ask();
    return () => {
      isOver = true;
    };
  }, [fetch]);
  return door;
}
