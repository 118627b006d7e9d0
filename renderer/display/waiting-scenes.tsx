import type { Scene } from '../../src/contract/display.ts';
import { Sign } from '../components/sign.tsx';
import type { DisplayText } from '../text/display/display-text.ts';
import { PhoneDrawing } from './phone-drawing.tsx';
import { MoneyScene } from './scene.tsx';
import { useRedrawAt } from './use-display.ts';

/** A password page comes within seconds; after this the phone probably has no line. */
const HINT_AFTER_MS = 20_000;

type Of<Kind extends Scene['kind']> = { readonly scene: Extract<Scene, { kind: Kind }>; readonly text: DisplayText };

export function ShowCodeScene({ scene: { amount, currency }, text }: Of<'show_code'>) {
  const { word, line } = text.show_code;
  return <MoneyScene name="show_code" label={text.due} show={<PhoneDrawing shows="code" />} {...{ amount, currency, word, line }} />;
}

/** Somebody asks, or the terminal itself does: nothing to do for the customer, and nothing that looks like an end. */
export function WorkingScene({ scene: { amount, currency }, text }: Of<'working'>) {
  const { word, line } = text.working;
  return <MoneyScene name="working" label={text.due} show={<Sign name="busy" size="stage" />} {...{ amount, currency, word, line }} />;
}

/** @param receivedMs when the view came that tells how long the customer has been asked */
export function PasswordScene({ scene, receivedMs, text }: Of<'password'> & { readonly receivedMs: number }) {
  const { amount, currency, waitedMs } = scene;
  const hintAtMs = receivedMs + HINT_AFTER_MS - waitedMs;
  useRedrawAt(hintAtMs);
  const { word, line, offline } = text.password;
  const isLong = performance.now() >= hintAtMs;
  return (
    <MoneyScene
      name="password"
      label={text.due}
      show={<PhoneDrawing shows="password" />}
      line={isLong ? offline : line}
      isStrong={isLong}
      {...{ amount, currency, word }}
    />
  );
}
