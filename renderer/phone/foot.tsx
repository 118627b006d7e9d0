import { Icon } from '../components/icon.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { CodeIcon } from './code-icon.tsx';
import styles from './foot.module.css';

type FootProps = { readonly page: 'code' | 'scan'; readonly text: PhoneText; readonly onChoose: (page: 'code' | 'scan') => void };

/** The two ways to pay, at the thumb: to be scanned, or to scan. */
export function Foot({ page, text, onChoose }: FootProps) {
  return (
    <nav className={styles.foot} aria-label={text.scan.pages}>
      <button type="button" aria-current={page === 'code' ? 'page' : undefined} onClick={() => onChoose('code')}>
        <CodeIcon />
        {text.code.title}
      </button>
      <button type="button" aria-current={page === 'scan' ? 'page' : undefined} onClick={() => onChoose('scan')}>
        <Icon name="scan" />
        {text.scan.title}
      </button>
    </nav>
  );
}
