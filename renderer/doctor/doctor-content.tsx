import type { DoctorText } from '../text/doctor/doctor-text.ts';
import { Devices } from './devices.tsx';
import styles from './doctor.module.css';
import { Examination } from './examination.tsx';
import { TestCard } from './test-card.tsx';
import type { Doctor } from './use-doctor.ts';

type DoctorContentProps = {
  readonly doctor: Doctor;
  readonly words: DoctorText;
  readonly timeZone: string;
  readonly isAwaitingCode: boolean; // then a scan is money, and no test may begin
};

/** What is plugged in, what came in, what to do. */
export function DoctorContent({ doctor, words, timeZone, isAwaitingCode }: DoctorContentProps) {
  const { seen, cameras, send } = doctor;
  if (!seen) return null;
  return (
    <div className={styles.content}>
      <div className={styles.page}>
        <div className={styles.side}>
          <Devices view={seen.view} words={words} timeZone={timeZone} cameras={cameras} />
          <TestCard seen={seen} words={words} isAwaitingCode={isAwaitingCode} onTest={(on) => send({ kind: 'doctor', on })} />
        </div>
        <Examination view={seen.view} words={words} timeZone={timeZone} onSearch={(scannerId) => send({ kind: 'find_line', scannerId })} />
      </div>
    </div>
  );
}
