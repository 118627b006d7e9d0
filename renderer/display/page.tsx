import type { ReactNode } from 'react';
import type { Locale } from '../../src/contract/view.ts';
import { Mark } from '../components/icon.tsx';
import { WalletMark } from '../components/wallet-mark.tsx';
import { displayTextIn } from '../text/display/catalogue.ts';
import type { DisplayText } from '../text/display/display-text.ts';
import { LANGUAGES } from '../text/page-locale.ts';
import styles from './page.module.css';

type PageProps = {
  readonly locale: Locale;
  readonly name: string; // the shop's
  readonly isTraining?: boolean;
  /** What fills or frames the page: money that has arrived, or a payment that did not come about. */
  readonly field?: 'paid' | 'not_paid';
  /** Said once more in the foot for whoever reads another language. */
  readonly foot: (text: DisplayText) => string;
  /** Said in the foot in the page's own language too, where a picture leaves no room above. */
  readonly isSaidBelow?: boolean;
  readonly clock?: string;
  readonly onLanguage?: ((locale: Locale) => void) | undefined; // absent where nothing is left to be read
  readonly children: ReactNode;
};

/** What every page for customers has: whose it is, what is going on, and the same in the two other languages. */
export function Page({ locale, name, isTraining, field, foot, isSaidBelow, clock, onLanguage, children }: PageProps) {
  const text = displayTextIn(locale);
  const others = LANGUAGES.filter(([other]) => other !== locale);
  return (
    <div className={styles.page} lang={locale} data-field={field} data-training={isTraining || undefined}>
      {isTraining && (
        <aside className={styles.training} aria-label={text.training}>
          <span>{text.training}</span>
        </aside>
      )}
      <header className={styles.head}>
        <div className={styles.shop}>
          <Mark />
          <span>{name}</span>
        </div>
        <div className={styles.wallet}>
          <WalletMark />
          {text.wallet}
        </div>
      </header>
      {children}
      <footer className={styles.foot}>
        <div className={styles.others}>
          {isSaidBelow && <p className={styles.own}>{foot(text)}</p>}
          {others.map(([other]) => (
            <p key={other} lang={other}>
              {foot(displayTextIn(other))}
            </p>
          ))}
        </div>
        {clock && <time className={styles.clock}>{clock}</time>}
        {onLanguage && <LanguageKeys locale={locale} label={text.languages} onLanguage={onLanguage} />}
      </footer>
    </div>
  );
}

type LanguageKeysProps = { readonly locale: Locale; readonly label: string; readonly onLanguage: (locale: Locale) => void };

/** Three keys, each in its own language, so that whoever cannot read the page finds his. */
function LanguageKeys({ locale, label, onLanguage }: LanguageKeysProps) {
  return (
    <fieldset className={styles.languages} aria-label={label}>
      {LANGUAGES.map(([other, name]) => (
        <button
          key={other}
          type="button"
          lang={other}
          aria-pressed={other === locale}
          onPointerDown={(event) => event.preventDefault()} // a focus left behind would be pressed by the Enter of a gun that types
          onClick={() => onLanguage(other)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
