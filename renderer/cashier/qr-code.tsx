import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { modulePx, QUIET_MODULES, qrSymbol } from '../display/qr-symbol.ts';
import styles from './qr-code.module.css';

/** What the customer scans, in the largest whole pixels that its room has, its quiet zone included. */
export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const room = useRef<HTMLDivElement>(null);
  const { path, modules } = useMemo(() => qrSymbol(content), [content]);
  const [px, setPx] = useState(1);
  useLayoutEffect(() => {
    const box = room.current;
    if (!box) return;
    const fill = () => setPx(modulePx(Math.min(box.clientWidth, box.clientHeight), modules));
    fill();
    const watcher = new ResizeObserver(fill);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [modules]);
  const whole = modules + 2 * QUIET_MODULES;
  return (
    <div ref={room} className={styles.room}>
      <svg
        className={styles.code}
        width={whole * px}
        height={whole * px}
        viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${whole} ${whole}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={label}
        data-qr={content}
      >
        <path d={path} />
      </svg>
    </div>
  );
}
