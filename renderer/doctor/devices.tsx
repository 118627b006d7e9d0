import type { DoctorDevice, DoctorView, NoticedDevice } from '../../src/contract/doctor.ts';
import { useWindowFocus } from '../cashier/use-window-focus.ts';
import { Sign, type SignName } from '../components/sign.tsx';
import type { DoctorText } from '../text/doctor/doctor-text.ts';
import { proofTime } from '../text/time-text.ts';
import styles from './doctor.module.css';
import { faultName } from './hint.ts';

type DevicesProps = { readonly view: DoctorView; readonly words: DoctorText; readonly timeZone: string; readonly cameras: number };

const SIGNS: Readonly<Record<DoctorDevice['status'], SignName>> = { ready: 'paid', opening: 'busy', gone: 'declined', failed: 'declined' };

/** What is plugged in, and as what it presents itself. A keyboard cannot be asked: it is known by its scans. */
export function Devices({ view, words, timeZone, cameras }: DevicesProps) {
  const keyed = view.reports.find(({ kind, scannerId }) => kind === 'wedge' && scannerId !== 'paste');
  const hasKeyboard = useWindowFocus();
  const ready = view.devices.filter(({ status }) => status === 'ready').length + (keyed ? 1 : 0);
  return (
    <section className={styles.card}>
      <h2>{words.working(ready)}</h2>
      <ul className={styles.devices}>
        {view.devices.map((device) => (
          <Device key={device.id} sign={SIGNS[device.status]} name={words.kinds[kindOf(device)]} about={aboutOf(device, words)} />
        ))}
        {view.noticed.map((gun) => (
          <Device key={gun.id} sign="advice" name={words.kinds[gun.fault === 'no_library' ? 'hid' : 'wedge']} about={whyLeft(gun, words)} />
        ))}
        <Device
          sign={keyed ? 'paid' : hasKeyboard ? 'scan' : 'advice'}
          name={words.kinds.wedge}
          about={keyed ? words.keyboardHeard(proofTime(keyed.at, timeZone)) : hasKeyboard ? words.keyboardSilent : words.keyboardAway}
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

/** A HID device may be a keyboard that is read here. */
function kindOf({ kind, presents }: DoctorDevice): keyof DoctorText['kinds'] {
  return presents === 'keyboard' ? 'hid_keyboard' : kind;
}

function aboutOf({ name, kind, status, line, fault }: DoctorDevice, words: DoctorText): string {
  const how = line && status === 'ready' ? words.line(line.baudRate, words.ends[line.suffix]) : words.statuses[status];
  return `${name}　${fault && status === 'failed' ? words.hints[faultName(fault, kind)].word : how}`;
}

function whyLeft({ name, fault }: NoticedDevice, words: DoctorText): string {
  return [name, words.hints[faultName(fault, 'hid')].word].filter(Boolean).join('　');
}
