import type { FindingView } from '../../src/contract/finding.ts';
import type { Stage } from '../../src/contract/view.ts';
import { moneyText } from '../text/amount-text.ts';
import type { Text } from '../text/text.ts';

/** Payments so close together were asked for in one breath. */
const AT_ONCE_MS = 10_000;
const MINUTE_MS = 60_000;

/** What is so: who paid what, and how long before. */
export function findingLine({ evidence, later, earlier }: FindingView, { finding: words }: Text): string {
  if (evidence === 'cash_and_wallet' || earlier === null) return words.evidence.cash_and_wallet(moneyText(later.amount, later.currency));
  return words.evidence[evidence](apartWords(later.paidAt, earlier.paidAt, words.apart), moneyText(earlier.amount, earlier.currency));
}

/** The finding that the charge on the stage is of, if there is one. */
export function findingOnStage(stage: Stage, findings: readonly FindingView[]): FindingView | null {
  if (stage.kind !== 'charge') return null;
  const { id } = stage.charge;
  return findings.find(({ later, earlier }) => later.id === id || earlier?.id === id) ?? null;
}

function apartWords(later: string | null, earlier: string | null, words: Text['finding']['apart']): string {
  const ms = Date.parse(later ?? '') - Date.parse(earlier ?? '');
  if (!(ms >= AT_ONCE_MS)) return words.atOnce;
  return ms < MINUTE_MS ? words.seconds(Math.round(ms / 1000)) : words.minutes(Math.round(ms / MINUTE_MS));
}
