import { useEffect, useState } from 'react';
import type { DoctorDevice, DoctorView } from '../../src/contract/doctor.ts';
import { Sign, type SignName } from '../components/sign.tsx';
import type { DoctorText } from '../text/doctor/doctor-text.ts';
import { proofTime } from '../text/time-text.ts';
import styles from './doctor.module.css';

type DevicesProps = { readonly view: DoctorView; readonly words: DoctorText; readonly timeZone: string };

const SIGNS: Readonly<Record<DoctorDevice['status'], SignName>> = { ready: 'paid', opening: 'busy', gone: 'declined', failed: 'declined' };

/** What is plugged in, and as what it presents itself. A keyboard cannot be asked: it is known by its scans. */
export function Devices({ view, words, timeZone }: DevicesProps) {
  const keyed = view.reports.find(({ kind, scannerId }) => kind === 'wedge' && scannerId !== 'paste');
  const cameras = useCameraCount();
  const ready = view.devices.filter(({ status }) => status === 'ready').length + (keyed ? 1 : 0);
  return (
    <section className={styles.card}>
      <h3>{words.found(ready)}</h3>
      <ul className={styles.devices}>
        {view.devices.map((device) => (
          <Device key={device.id} sign={SIGNS[device.status]} name={words.kinds[device.kind]} about={aboutOf(device, words)} />
        ))}
        <Device
          sign={keyed ? 'paid' : 'scan'}
          name={words.kinds.wedge}
          about={keyed ? words.keyboardHeard(proofTime(keyed.at, timeZone)) : words.keyboardSilent}
        />
        {cameras > 0 && <Device sign="scan" name={words.kinds.camera} about={words.cameras(cameras)} />}
      </ul>
    </section>
  );
}

function Device({ sign, name, about }: { readonly sign: SignName; readonly name: string; readonly about: string }) {
  return (
    <li>
      <Sign name={sign} size="list" />
      <span>
        {name}
        <em>{about}</em>
      </span>
    </li>
  );
}

function aboutOf({ name, status, line }: DoctorDevice, words: DoctorText): string {
  const how = line && status === 'ready' ? words.line(line.baudRate, words.ends[line.suffix]) : words.statuses[status];
  return `${name}　${how}`;
}

/** Cameras that the browser knows of; no permission is needed to count them. */
function useCameraCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isOver = false;
    void navigator.mediaDevices
      ?.enumerateDevices()
      .then((all) => !isOver && setCount(all.filter(({ kind }) => kind === 'videoinput').length))
      .catch(() => undefined); // a browser that does not tell has none for us
    return () => {
      isOver = true;
    };
  }, []);
  return count;
}
