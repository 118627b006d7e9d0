import { useEffect, useState } from 'react';
import type { Command } from '../../src/contract/command.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { Client } from '../client/client.ts';
import { Button } from '../components/button.tsx';
import { Drawer } from '../components/drawer.tsx';
import type { Text } from '../text/text.ts';
import { Devices } from './devices.tsx';
import styles from './doctor.module.css';
import { Examination } from './examination.tsx';
import { doctorRecord } from './record.ts';
import { saveFile } from './save-file.ts';
import { TestCard } from './test-card.tsx';
import { useCameraCount } from './use-camera-count.ts';

type DoctorProps = {
  readonly client: Pick<Client, 'send' | 'watchDoctor'>;
  readonly text: Text;
  readonly timeZone: string;
  readonly isAwaitingCode: boolean; // then a scan is money, and no test may begin
  readonly onClose: () => void;
};

type Seen = { readonly view: DoctorView; readonly receivedMs: number };

/** The page about scanners: what is plugged in, what came in, what to do. The test begins and ends with it. */
export default function DoctorDrawer({ client, text, timeZone, isAwaitingCode, onClose }: DoctorProps) {
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => client.watchDoctor((view, receivedMs) => setSeen({ view, receivedMs })), [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens and closes
  useEffect(() => {
    if (!isAwaitingCode) send({ kind: 'doctor', on: true });
    return () => send({ kind: 'doctor', on: false });
  }, []);

  function send(command: Command): void {
    void client.send(command);
  }

  const words = text.doctor;
  const cameras = useCameraCount();
  return (
    <Drawer
      title={words.title}
      closeWord={text.lists.close}
      onClose={onClose}
      actions={
        seen && (
          <Button size="small" onPress={() => save(seen.view, cameras)}>
            {words.save}
          </Button>
        )
      }
      isWide
    >
      {seen && (
        <div className={styles.page}>
          <div className={styles.side}>
            <Devices view={seen.view} words={words} timeZone={timeZone} cameras={cameras} />
            <TestCard seen={seen} words={words} isAwaitingCode={isAwaitingCode} onTest={(on) => send({ kind: 'doctor', on })} />
          </div>
          <Examination
            view={seen.view}
            words={words}
            timeZone={timeZone}
            onSearch={(scannerId) => send({ kind: 'find_line', scannerId })}
          />
        </div>
      )}
    </Drawer>
  );
}

/** The name says when, in letters that every file system takes. */
function save(view: DoctorView, cameras: number): void {
  const at = new Date().toISOString();
  const name = `saoma-scanners-${at.slice(0, 19).replaceAll(':', '')}.json`;
  saveFile(name, doctorRecord(view, { at, browser: navigator.userAgent, cameras }));
}
