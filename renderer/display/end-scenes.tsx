import type { DisplayRole, Scene } from '../../src/contract/display.ts';
import { Sign } from '../components/sign.tsx';
import type { DisplayText } from '../text/display/display-text.ts';
import { MoneyScene } from './scene.tsx';

type PaidProps = { readonly scene: Extract<Scene, { kind: 'paid' }>; readonly role: DisplayRole; readonly text: DisplayText };

export function PaidScene({ scene: { amount, currency }, role, text }: PaidProps) {
  const { word, line } = role === 'self_service' ? text.order.thanks : text.thanks;
  return <MoneyScene name="paid" label={text.paid} show={<Sign name="paid" size="stage" />} {...{ amount, currency, word, line }} />;
}

/** Nothing was taken, why, and what to do: given up is no refusal and has a quieter sign. */
export function NotPaidScene({ scene, text }: { readonly scene: Extract<Scene, { kind: 'not_paid' }>; readonly text: DisplayText }) {
  const { amount, currency, why } = scene;
  const { word, line } = text.ends[why];
  const sign = why === 'given_up' ? 'canceled' : 'declined';
  return <MoneyScene name="not_paid" label={text.notPaid} show={<Sign name={sign} size="stage" />} {...{ amount, currency, word, line }} />;
}
