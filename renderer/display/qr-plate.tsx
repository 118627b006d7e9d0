import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import styles from './qr-plate.module.css';
import { modulePx, QUIET_MODULES, qrSymbol } from './qr-symbol.ts';

/** Before the room is known: what a camera at arm's length needs. */
const MIN_MODULE_PX = 10;

/** The plate was drawn for a symbol of so many modules, its quiet zone included: a code URL of WeChat Pay. */
const DRAWN_MODULES = 37;

/** A QR between its corners: black on white in either theme, nothing on top of it. A picture that the acquirer drew is shown as it came. */
export function QrPlate({ content, label }: { readonly content: string; readonly label: string }) {
  const isPicture = content.startsWith('data:image/');
  return (
    <div className={styles.corners} data-part="qr">
      <svg className={styles.frame} viewBox="0 0 100 100" aria-hidden="true">
        <path d="M1 19V1H19M81 1H99V19M99 81V99H81M19 99H1V81" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      {isPicture ? (
        <div className={styles.plate}>
          <img src={content} alt={label} draggable={false} data-symbol="qr" />
        </div>
      ) : (
        <Drawing content={content} label={label} />
      )}
    </div>
  );
}

function Drawing({ content, label }: { readonly content: string; readonly label: string }) {
  const { path, modules } = useMemo(() => qrSymbol(content), [content]);
  const room = useRef<HTMLDivElement>(null);
  const [px, setPx] = useState(MIN_MODULE_PX);
  useLayoutEffect(() => {
    const box = room.current;
    if (!box) return;
    const measure = () => setPx(modulePx(Math.min(box.clientWidth, box.clientHeight), modules));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [modules]);
  const size = modules + 2 * QUIET_MODULES;
  return (
    <div className={styles.plate} ref={room}>
      <svg
        width={size * px}
        height={size * px}
        viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${size} ${size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={label}
        data-symbol="qr"
        data-module-px={px}
      >
        <path d={path} />
      </svg>
    </div>
  );
}

/** How many times larger the plate must be than the drawn one, so that modules stay large. */
export function plateShare(content: string): number {
  if (content.startsWith('data:image/')) return 1;
  return Math.max(1, (qrSymbol(content).modules + 2 * QUIET_MODULES) / DRAWN_MODULES);
}
