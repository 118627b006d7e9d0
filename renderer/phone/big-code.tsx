import { useLayoutEffect, useRef, useState } from 'react';
import type { CodeSymbol } from './bar-code.ts';
import styles from './big-code.module.css';
import { SymbolDrawing } from './symbol-drawing.tsx';

const QUIET = 10;
/** Below this a camera a hand's breadth away cannot tell the bars apart. */
const MIN_MODULE_PX = 3;

/** The bar code along the phone's length, in the largest whole pixels that fit. */
export function BigCode({ symbol, label }: { readonly symbol: CodeSymbol; readonly label: string }) {
  const room = useRef<HTMLDivElement>(null);
  const [modulePx, setModulePx] = useState(MIN_MODULE_PX);
  useLayoutEffect(() => {
    const box = room.current;
    if (!box) return;
    const watcher = new ResizeObserver(() => {
      setModulePx(Math.max(MIN_MODULE_PX, Math.floor(box.clientHeight / (symbol.width + 2 * QUIET))));
    });
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [symbol.width]);
  return (
    <div className={styles.room} ref={room}>
      <div className={styles.turned}>
        <SymbolDrawing name="linear" symbol={symbol} label={label} modulePx={modulePx} quiet={QUIET} barsPx={240} />
      </div>
    </div>
  );
}
