import styles from './icon.module.css';

const PATHS = {
  line: 'M2 8.5a15 15 0 0 1 20 0M5.5 12.5a10 10 0 0 1 13 0M9 16.3a5 5 0 0 1 6 0M12 20v.01',
  offline:
    'M3 3l18 18M2 8.5a15 15 0 0 1 4-2.6M10 4.6A15 15 0 0 1 22 8.5M5.5 12.5a10 10 0 0 1 4-2.2M15 10.8a10 10 0 0 1 3.5 1.7M9 16.3a5 5 0 0 1 6 0M12 20v.01',
  scan: 'M3 7V4h3M21 7V4h-3M3 17v3h3M21 17v3h-3M3 12h18',
  scannerGone: 'M3 7V4h3M21 7V4h-3M3 17v3h3M21 17v3h-3M8 8l8 8M16 8l-8 8',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  screen: 'M3 4h18v12H3zM8 20h8M12 16v4',
  list: 'M4 6h16M4 12h16M4 18h10',
  keyboard: 'M2.5 6.5h19v11h-19zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10',
  phone: 'M7 2.5h10v19H7zM11 18.5h2',
  bolt: 'M13 2.5L5 13.5h6l-1 8 8-11h-6z',
  backspace: 'M21 5H9l-6 7 6 7h12zM17 9l-6 6M11 9l6 6',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  cross: 'M5 5l14 14M19 5L5 19',
  check: 'M4 12.5l5 5L20 6.5',
  ask: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM20 20l-4.7-4.7',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-7 8-7s7 2 8 7',
  next: 'M5 12h14M13 6l6 6-6 6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.01',
  camera: 'M3 7.5h4l2-3h6l2 3h4v12H3zM12 9.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z',
  torch: 'M7.5 3h9v4l-2.5 4v10h-4V11L7.5 7zM7.5 7h9M12 13.5v2',
  mirror: 'M12 3v18M9 7v11H2.5zM15 7v11h6.5z',
  swap: 'M4 8.5h15l-4-4M20 15.5H5l4 4',
  park: 'M4 4h16v16H4zM8 10h8M8 14h5',
  chevron: 'M6 9l6 6 6-6',
  chart: 'M4 20V4M4 20h16M8.5 16v-4M13 16V8M17.5 16v-6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  flag: 'M5 21V4h13l-3 4.5L18 13H5',
  file: 'M12 4v11M7 10l5 5 5-5M4 20h16',
  sliders: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  printer: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 13h10v8H7z',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4',
  plus: 'M12 5v14M5 12h14',
  back: 'M19 12H5M11 6l-6 6 6 6',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon beside a word; never alone without a label on its button. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a code between four corners. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 11V4h7M28 11V4h-7M4 21v7h7M28 21v7h-7M8 16h16" fill="none" stroke="currentColor" strokeWidth="4" />
    </svg>
  );
}
