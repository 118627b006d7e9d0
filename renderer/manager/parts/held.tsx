import { type ReactNode, useEffect, useRef, useState } from 'react';
import { HoldButton } from '../../components/hold-button.tsx';

/** As long as at the counter: too long for a slip of the hand. */
const HOLD_MS = 800;

type HeldProps = { readonly keyCap: string; readonly icon?: ReactNode; readonly onHeld: () => void; readonly children: ReactNode };

/** A deed that is held, not confirmed: by touch, by mouse, or by the space key. */
export function Held({ keyCap, icon, onHeld, children }: HeldProps) {
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function hold(): void {
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, HOLD_MS);
  }

  function release(): void {
    clearTimeout(timer.current);
    setHolding(false);
  }

  return (
    <HoldButton size="small" keyCap={keyCap} icon={icon} isHolding={isHolding} onHold={hold} onRelease={release}>
      {children}
    </HoldButton>
  );
}
