import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { modulePx, QUIET_MODULES, qrSymbol } from '../display/qr-symbol.ts';
import styles from './qr-code.module.css';

type QrCodeProps = { readonly content: string; readonly label: string };

/** What the customer scans. A picture that the acquirer drew is shown as it came. */
export function QrCode({ content, label }: QrCodeProps) {
  if (!content.startsWith('data:image/')) return <Drawing content={content} label={label} />;
  return (
    <div className={styles.room}>
      <img className={styles.picture} src={content} alt={label} draggable={false} data-qr={content} />
    </div>
  );
}

/** In the largest whole pixels that its room has, its quiet zone included. */
function Drawing({ content, label }: QrCodeProps) {
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
