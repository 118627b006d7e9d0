import type { Cancel } from '../../basics/clock.ts';
import { err, ok, type Result } from '../../basics/result.ts';
import type { WalletPayment } from '../../contract/sandbox.ts';
import type { DialogDeed, PhoneRefusal, PhoneSource } from '../phone-source.ts';
import { decline } from './attempt.ts';
import type { WooshDesk } from './desk.ts';
import type { Intent } from './intent.ts';
import { asText } from './json.ts';
import { inFen } from './money.ts';
import { offeredIn } from './offer.ts';
import { intentsOf, orderNoOf } from './order-no.ts';

/** What the customer's phone meets here: dialogs of its payment codes, and what it scans or follows. */
export function createWooshPhone(desk: WooshDesk): PhoneSource {
  return {
    payments: (most) => desk.intents.onPhone(most).flatMap((intent) => showPayment(desk, intent) ?? []),
    answer: (orderNo, deed) => answer(desk, orderNo, deed),
    scan: (content) => scan(desk, content),
    onChange: (listener) => onChange(desk, listener),
  };
}

function answer(desk: WooshDesk, orderNo: string, deed: DialogDeed): Result<null, PhoneRefusal> | null {
  const { intents, wallet } = desk;
  const named = intents.find(orderNo);
  const known = (named ? [named] : intentsOf(desk, orderNo)).filter(({ payer }) => payer === 'phone');
  if (known.length === 0) return null;
  const intent = known.findLast(isOpen);
  if (!intent) return err('no_dialog');
  if (wallet.settings().network === 'off') return err('no_network');
  if (deed === 'wrong_password') return ok(null);
  if (deed === 'pay' && wallet.canPay(inFen(intent.amount, intent.currency))) intents.capture(intent);
  else giveUp(desk, intent, deed);
  return ok(null);
}

/** A code was for one try; what was scanned can be scanned again. */
function giveUp(desk: WooshDesk, intent: Intent, deed: DialogDeed): void {
  if (intent.terminalType !== 'SCAN_CODE') desk.intents.change(intent, { dialog: 'given_up' });
  else decline(desk, intent, deed === 'pay' ? 'insufficient_funds' : 'generic_decline', { dialog: 'given_up' });
}

function scan(desk: WooshDesk, content: string): Result<null, PhoneRefusal> | null {
  const { intents, wallet } = desk;
  const intent = intents.ofOffer(offeredIn(content)) ?? ofPage(desk, content);
  if (!intent) return null;
  if (wallet.settings().network === 'off') return err('no_network');
  const isWaiting = intent.status === 'requires_action' || (intent.sessionId !== null && intent.status === 'requires_payment_method');
  if (!isWaiting) return err('order_over');
  intents.change(intent, { status: 'requires_action', dialog: 'open', payer: 'phone' });
  return ok(null);
}

/** The link to a hosted page leads to its session. */
function ofPage({ intents, sessions }: WooshDesk, content: string): Intent | undefined {
  const id = /^https?:\/\/[^/]+\/pay\/cs_test_(\d{19})(?:[?#]|$)/.exec(content)?.[1];
  return intents.find(sessions.find(`cs_${id}`)?.intentId ?? '');
}

function onChange({ intents, refunds }: WooshDesk, listener: () => void): Cancel {
  const cancels = [intents.onChange(listener), refunds.onChange(listener)];
  return () => {
    for (const cancel of cancels) cancel();
  };
}

function isOpen({ status, dialog }: Intent): boolean {
  return status === 'requires_action' && dialog === 'open';
}

/** One line of the customer's list; null for what the phone shows nothing of. */
function showPayment(desk: WooshDesk, intent: Intent): WalletPayment | null {
  const { refunds, wallet } = desk;
  const refundedFen = refunds.returned(intent.id);
  const state = stateOf(intent, refundedFen, wallet.settings().network);
  if (!state) return null;
  return {
    orderNo: orderNoOf(desk, intent) || intent.id,
    transactionId: intent.captures > 0 ? intent.id : null,
    amountFen: intent.amount,
    currency: intent.currency,
    by: BY[intent.terminalType ?? 'WAP'],
    description: asText(intent.echoed.description) ?? firstItem(desk, intent),
    atMs: intent.paidAtMs ?? intent.madeAtMs,
    state,
    refundedFen,
  };
}

/** A session says what is bought by its items. */
function firstItem({ sessions }: WooshDesk, { sessionId }: Intent): string {
  return asText(sessions.find(sessionId ?? '')?.items[0]?.description) ?? '';
}

const BY = { SCAN_CODE: 'code', WEB: 'scan', WAP: 'link', official_account: 'link', mini_program: 'link' } as const;

function stateOf(intent: Intent, refunded: number, network: 'on' | 'off'): WalletPayment['state'] | null {
  if (refunded > 0) return refunded < intent.amount ? 'partly_refunded' : 'refunded';
  if (intent.captures > 0) return 'paid';
  if (isOpen(intent)) return network === 'on' ? 'awaiting_password' : null;
  return intent.dialog === 'given_up' || intent.dialog === 'expired' ? intent.dialog : null;
}
