import { useEffect, useState } from 'react';
import type { Command } from '../../src/contract/command.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { Client } from '../client/client.ts';
import { doctorRecord } from './record.ts';
import { saveFile } from './save-file.ts';
import { useCameraCount } from './use-camera-count.ts';

/** What the page about scanners shows, and when it came, on the page's monotonic clock. */
export type Seen = { readonly view: DoctorView; readonly receivedMs: number };

export type Doctor = {
  readonly seen: Seen | null;
  readonly cameras: number;
  send(command: Command): void;
  /** Saves what was seen as a file for whoever helps. */
  save(): void;
};

/** The page about scanners, as long as it is shown: its test begins and ends with it. */
export function useDoctor(client: Pick<Client, 'send' | 'watchDoctor'>, isAwaitingCode: boolean): Doctor {
  const [seen, setSeen] = useState<Seen | null>(null);
  const cameras = useCameraCount();
  useEffect(() => client.watchDoctor((view, receivedMs) => setSeen({ view, receivedMs })), [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens and closes
  useEffect(() => {
    if (!isAwaitingCode) send({ kind: 'doctor', on: true });
    return () => send({ kind: 'doctor', on: false });
  }, []);

  function send(command: Command): void {
    void client.send(command);
  }

  return { seen, cameras, send, save: () => seen && save(seen.view, cameras) };
}

/** The name says when, in letters that every file system takes. */
function save(view: DoctorView, cameras: number): void {
  const at = new Date().toISOString();
  const name = `saoma-scanners-${at.slice(0, 19).replaceAll(':', '')}.json`;
  saveFile(name, doctorRecord(view, { at, browser: navigator.userAgent, cameras }));
}
