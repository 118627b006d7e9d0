import type { ReactNode } from 'react';
import { HiddenHeading } from '../components/announcement.tsx';
import { Mark } from '../components/icon.tsx';
import type { Saying } from '../text/display/display-text.ts';
import styles from './idle-scene.module.css';

type PlainIdleProps = { readonly saying: Saying; readonly name?: string; readonly children?: ReactNode };

/** Nothing is to pay: a word, and the mark that says that codes are read here. */
export function PlainIdle({ saying: { word, line }, name = 'idle', children }: PlainIdleProps) {
  return (
    <main className={styles.idle} data-screen={name}>
      {children}
      <div>
        <h1>{word}</h1>
        <p>{line}</p>
      </div>
      <div className={styles.mark}>
        <Mark />
      </div>
    </main>
  );
}

/** Nothing is to pay: one of the shop's pictures, whole width. They follow one another by a cut. */
export function PictureIdle({ picture, word }: { readonly picture: string; readonly word: string }) {
  return (
    <main className={styles.picture} data-screen="idle">
      <HiddenHeading>{word}</HiddenHeading>
      <img src={picture} alt="" draggable={false} />
    </main>
  );
}
