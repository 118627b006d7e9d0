import type { TerminalView } from '../../src/contract/view.ts';
import { Icon } from '../components/icon.tsx';
import { Light } from '../components/light.tsx';
import type { Text } from '../text/text.ts';
import { runningTime } from '../text/time-text.ts';
import { useRunningMs } from './running-time.ts';

type LineLightProps = { readonly view: Pick<TerminalView, 'line'>; readonly receivedMs: number; readonly text: Text };

/** Whether the acquirer can be reached; if not, for how long already. */
export function LineLight({ view, receivedMs, text }: LineLightProps) {
  const { status, sinceMs } = view.line;
  const ms = useRunningMs(status === 'offline' ? { ms: sinceMs, receivedMs } : null);
  if (status === 'offline') {
    return (
      <Light look="off" icon={<Icon name="offline" />}>
        {text.bar.offline(runningTime(ms ?? 0))}
      </Light>
    );
  }
  return (
    <Light look={status === 'online' ? 'ok' : 'quiet'} icon={<Icon name="line" />}>
      {status === 'online' ? text.bar.online : text.bar.connecting}
    </Light>
  );
}
