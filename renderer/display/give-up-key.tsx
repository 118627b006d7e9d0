import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { DisplayText } from '../text/display/display-text.ts';
import type { KioskAnswer } from './display-client.ts';
import styles from './scene.module.css';
import { useTouchGuard } from './use-display.ts';

/** Gives up what the customer began here himself. Once pressed it waits for the page to change. */
export function GiveUpKey({ text, onGiveUp }: { readonly text: DisplayText; readonly onGiveUp: () => Promise<KioskAnswer> }) {
  const [isAsked, setAsked] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const isTouchable = useTouchGuard('give-up');
  async function giveUp(): Promise<void> {
    if (!isTouchable()) return;
    setAsked(true);
    const answer = await onGiveUp();
    if (answer.ok) return;
    setAsked(false);
    setRefused(true);
  }
  const { giveUp: deed, busy, staffGivesUp } = text.order;
  return (
    <div className={styles.giveUp} data-part="give-up">
      <Button look="strong" isOff={isAsked || isRefused} onPress={() => void giveUp()}>
        {isAsked ? busy : isRefused ? staffGivesUp : deed}
      </Button>
    </div>
  );
}
