import type { Scene } from '../../src/contract/display.ts';
import { useSecondsLeft } from '../cashier/running-time.ts';
import type { DisplayText } from '../text/display/display-text.ts';
import { runningTime } from '../text/time-text.ts';
import type { KioskAnswer } from './display-client.ts';
import { GiveUpKey } from './give-up-key.tsx';
import { plateShare, QrPlate } from './qr-plate.tsx';
import styles from './scene.module.css';
import { MoneyScene } from './scene.tsx';

type QrSceneProps = {
  readonly scene: Extract<Scene, { kind: 'scan_qr' }>;
  readonly receivedMs: number;
  readonly text: DisplayText;
  readonly onGiveUp?: (() => Promise<KioskAnswer>) | undefined; // where the customer began it himself
};

/** The QR of this payment and how long it is good. */
export function QrScene({ scene, receivedMs, text, onGiveUp }: QrSceneProps) {
  const { amount, currency, content, endsInMs, validMs } = scene;
  const { word, line, qr, left } = text.scan_qr;
  const seconds = useSecondsLeft({ ms: endsInMs, receivedMs }) ?? 0;
  return (
    <MoneyScene
      name="scan_qr"
      label={text.due}
      qrShare={plateShare(content)}
      show={<QrPlate content={content} label={qr} />}
      line={onGiveUp ? '' : line} // who chose the price knows it, and needs the room for his key
      {...{ amount, currency, word }}
    >
      <TimeLeft seconds={seconds} share={(seconds * 1000) / Math.max(1, validMs)} words={left} />
      {onGiveUp && <GiveUpKey text={text} onGiveUp={onGiveUp} />}
    </MoneyScene>
  );
}

type TimeLeftProps = { readonly seconds: number; readonly share: number; readonly words: readonly [before: string, after: string] };

/** Steps once a second. Those who listen are not told every second: the drawing alone counts. */
function TimeLeft({ seconds, share, words: [before, after] }: TimeLeftProps) {
  return (
    <div className={styles.time} aria-hidden="true" data-part="time-left">
      <svg className={styles.track} viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.round(1000 * Math.min(1, share))} height="1" />
      </svg>
      <span>
        {before}
        <b>{runningTime(seconds * 1000)}</b>
        {after}
      </span>
    </div>
  );
}
