import styles from '../components/icon.module.css';

/** A code to be shown. */
export function CodeIcon() {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5h2.5V16M20 13.5v2.5M13.5 20h2.5M20 20v-.01" />
    </svg>
  );
}
