import styles from './key-cap.module.css';

/** A key of the keyboard. */
export function KeyCap({ children }: { readonly children: string }) {
  return <kbd className={styles.cap}>{children}</kbd>;
}

/** On a button, the key that does the same. Not read out: the button's name is. */
export function ButtonKey({ children }: { readonly children: string }) {
  return (
    <span aria-hidden="true">
      <KeyCap>{children}</KeyCap>
    </span>
  );
}
