import type { ReactNode } from 'react';
import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { Stage, TerminalView } from '../../../src/contract/view.ts';
import type { Camera } from '../../camera/camera.ts';
import type { CameraState } from '../../camera/session.ts';
import { Card } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import type { Text } from '../../text/text.ts';
import { zhCn } from '../../text/zh-cn.ts';
import type { Deed } from '../deeds.ts';
import type { Entry, EntryKey } from '../entry.ts';
import { type Moment, useRunningMs, useSecondsLeft } from '../running-time.ts';
import type { StageLook } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';

export type ChargeStage = Extract<Stage, { kind: 'charge' }>;

/** What every screen draws from. `act` does a deed; digits go through `press`. */
export type CounterProps = {
  readonly view: TerminalView;
  readonly office: OfficeView | null;
  readonly receivedMs: number;
  readonly text: Text;
  readonly entry: Entry;
  readonly isHolding: boolean;
  readonly camera: Camera;
  readonly cameraState: CameraState;
  readonly press: (key: EntryKey) => void;
  readonly act: (deed: Deed) => void;
  readonly releaseHold: () => void;
  readonly openPhone: () => void;
  readonly fewSecondsLeft: () => void;
};
export type ScreenProps = CounterProps & { readonly stage: ChargeStage };

/** One state as the counter shows it: the stage's look, its middle, its foot, and the hand beside it. */
export type ScreenContent = {
  readonly look: StageLook;
  readonly label: string;
  readonly said: string; // announced with the amount, once
  readonly middle: ReactNode;
  readonly isTall?: boolean; // takes the room of the rows under the stage too
  readonly foot: readonly ReactNode[];
  readonly hand: ReactNode;
};

/** What to say to the customer; in Chinese too where the shop's own language is another. */
export function TellCustomer({ text, say }: { readonly text: Text; readonly say: keyof Text['say'] }) {
  return (
    <Card icon={<Icon name="person" />} heading={text.hand.tellCustomer}>
      <p className={styles.quote}>{text.say[say]}</p>
      {text.locale !== 'zh-CN' && (
        <p className={styles.translation} lang="zh-CN">
          {zhCn.say[say]}
        </p>
      )}
    </Card>
  );
}

export function Spacer() {
  return <div className={styles.spacer} />;
}

/** Whether this shop can be paid by the merchant's QR. */
export function hasQr({ methods }: TerminalView): boolean {
  return methods.includes('merchant_qr');
}

/** A small note at the foot of the hand. */
export function HandNote({ children }: { readonly children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}

/** Seconds that run down inside a sentence. */
export function SecondsLeft({ wait, write }: { readonly wait: Moment; readonly write: (seconds: number) => ReactNode }) {
  return write(useSecondsLeft(wait) ?? 0);
}

/** Time that runs up inside a sentence. */
export function Running({ age, write }: { readonly age: Moment; readonly write: (ms: number) => ReactNode }) {
  return write(useRunningMs(age) ?? 0);
}
