import type { Locale } from '../../src/contract/view.ts';
import { LANGUAGES } from '../text/page-locale.ts';
import styles from './languages.module.css';

/** The page in another language. */
export function Languages({ locale, label }: { readonly locale: Locale; readonly label: string }) {
  return (
    <nav className={styles.languages} aria-label={label}>
      {LANGUAGES.map(([other, name]) => (
        <a key={other} href={`?lang=${other}`} lang={other} hrefLang={other} aria-current={other === locale || undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
