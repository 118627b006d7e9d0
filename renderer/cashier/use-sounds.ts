import { useEffect, useRef } from 'react';
import type { TerminalView } from '../../src/contract/view.ts';
import { soundsBetween } from './sound-cues.ts';
import type { Speaker } from './sounds.ts';

/** Lets the ears know what the eyes may miss. */
export function useSounds(view: TerminalView, speaker: Speaker): void {
  const before = useRef<TerminalView | null>(null);
  useEffect(() => {
    speaker.play(soundsBetween(before.current, view));
    before.current = view;
  }, [view, speaker]);
}
