import { err, ok, type Result } from '../../basics/result.ts';
import type { WooshDesk } from './desk.ts';
import { type Intent, TERMINAL_TYPES, type TerminalType } from './intent.ts';
import type { ChangedIntent } from './intent-book.ts';
import { asObject, asText, type JsonObject } from './json.ts';
import { inFen } from './money.ts';
import { offerFor } from './offer.ts';
import { apiError, invalid, missing, type Refusal, wrong } from './refusal.ts';
import { type DeclineCode, type Scenario, scenarioOf } from './scenario.ts';

/** A well-formed wish to pay an intent. */
export type Attempt = {
  readonly terminalType: TerminalType;
  readonly options: JsonObject;
  readonly code: string | null; // the payment code of SCAN_CODE
  readonly openId: string;
};

/** What a payment code turns out to be. */
export type Verdict =
  | { readonly kind: 'none' } // no code in it
  | { readonly kind: 'bad' } // no code, an old one or a used one
  | { readonly kind: 'phone' } // the simulated phone's own
  | { readonly kind: 'scenario'; readonly digits: string };

/** Types of payment methods that the API knows. This account has wechat_pay alone. Source: WooshPay, create a PaymentIntent. */
const METHOD_TYPES: ReadonlySet<string> = new Set(
  'card alipayplus alipay wechat_pay sepa_debit alipay_hk boost truemoney gcash kakaopay touchngo rabbit_line_pay dana klarna ideal giropay sofort eps trustly bancontact p24 unionpay fpx mcash grabpay bank_transfer_id qris promptpay ovo shopeepay upi boleto paynow pix 9pay stitch bpi mobile_money'.split(
    ' ',
  ),
);

/** Reads what a confirmation says of the method. @param options what the intent knew of it before */
export function readAttempt(fields: JsonObject, options: JsonObject | null): Result<Attempt, Refusal> {
  const method = asObject(fields.payment_method_data);
  if (!method) return missing('payment_method_data');
  const type = checkMethodType(method);
  if (!type.ok) return type;

  const chosen = asObject(fields.payment_method_options) ?? options ?? {};
  const wechat = asObject(chosen.wechat_pay ?? chosen.WECHAT_PAY);
  const wanted = asText(wechat?.terminal_type);
  if (!wanted) return missing('payment_method_options[wechat_pay][terminal_type]');
  const terminalType = TERMINAL_TYPES.find((known) => known === wanted);
  if (!terminalType) return wrong('payment_method_options[wechat_pay][terminal_type]');

  const code = asText(asObject(method.wechat_pay ?? method.WECHAT_PAY)?.payment_code);
  if ((terminalType === 'SCAN_CODE') !== (code !== null)) return missing('payment_method_data[wechat_pay][payment_code]');
  return ok({ terminalType, options: chosen, code, openId: asText(wechat?.openid) ?? '' });
}

/** Whether a method's type is known, and this account's. */
export function checkMethodType(method: JsonObject): Result<null, Refusal> {
  const type = asText(method.type)?.toLowerCase();
  if (!type) return missing('payment_method_data[type]');
  if (!METHOD_TYPES.has(type)) return wrong('payment_method_data[type]');
  if (type === 'wechat_pay') return ok(null);
  return err(invalid(400, 'payment_method_unactivated', 'This account takes wechat_pay only.', 'payment_method_data[type]'));
}

/** Looks at the code, and spends it when it is the phone's: it works once, whatever comes of it. */
export function judge({ wallet, intents }: WooshDesk, { code }: Attempt): Verdict {
  if (code === null) return { kind: 'none' };
  if (!/^1[0-5]\d{16}$/.test(code) || intents.isCodeUsed(wallet.hashCode(code))) return { kind: 'bad' };
  const refusal = wallet.useCode(code);
  if (refusal === null) return { kind: 'phone' };
  return refusal === 'unknown' ? { kind: 'scenario', digits: code.slice(-4) } : { kind: 'bad' };
}

/** What a scenario does before anything is written down. */
export function refusedAtOnce(verdict: Verdict): Refusal | null {
  return verdict.kind === 'scenario' && scenarioOf({ scenario: verdict.digits })?.answer === 'http_500' ? apiError(500) : null;
}

/** Does what was asked: it is paid, declined, or waits for the customer. */
export function pay(desk: WooshDesk, intent: Intent, attempt: Attempt, verdict: Verdict): Intent {
  const { terminalType, options, code, openId } = attempt;
  const methodId = desk.ids.issue('pm').id;
  const codeHash = code === null || verdict.kind === 'bad' ? '' : desk.wallet.hashCode(code);
  const part = { methodId, terminalType, options, codeHash, lastError: null };
  switch (verdict.kind) {
    case 'bad':
      return decline(desk, intent, 'invalid_request_error', part);
    case 'phone':
      return payByPhone(desk, intent, { ...part, payer: 'phone' });
    case 'scenario':
      return play(desk, intent, scenarioOf({ scenario: verdict.digits }) ?? {}, { ...part, payer: 'stranger', scenario: verdict.digits });
    default:
      return offer(desk, intent, openId, part);
  }
}

/** The attempt failed: the wallet's side refuses. */
export function decline({ ids, intents }: WooshDesk, intent: Intent, declineCode: DeclineCode, part: ChangedIntent = {}): Intent {
  const issued = ids.issue('pm');
  const methodId = part.methodId ?? intent.methodId ?? issued.id;
  const lastError = {
    code: 'payment_method_provider_decline',
    decline_code: declineCode,
    message: 'The wallet rejected the payment.',
    payment_method: {
      id: methodId,
      object: 'payment_method',
      created: issued.createdMs,
      livemode: false,
      type: 'wechat_pay',
      billing_details: {},
    },
  };
  return intents.change(intent, { ...part, methodId, status: 'requires_payment_method', nextAction: null, due: null, lastError });
}

/** The phone's own code follows its wallet: password limit, balance. */
function payByPhone(desk: WooshDesk, intent: Intent, part: ChangedIntent): Intent {
  const { intents, wallet, times } = desk;
  const fen = inFen(intent.amount, intent.currency);
  if (wallet.asksPassword(fen)) {
    return intents.change(intent, { ...part, status: 'requires_action', dialog: 'open', due: lapse(desk, times.dialogMs) });
  }
  return wallet.canPay(fen) ? intents.capture(intent, part) : decline(desk, intent, 'insufficient_funds', part);
}

function play(desk: WooshDesk, intent: Intent, scenario: Scenario, part: ChangedIntent): Intent {
  const { intents, times, clock } = desk;
  if (scenario.decline) return decline(desk, intent, scenario.decline, part);
  if (!scenario.status) return intents.capture(intent, part);
  const due = scenario.turn
    ? { turn: scenario.turn.turn, atMs: clock.wallMs() + times.turnMs(scenario.turn.afterMs) }
    : lapse(desk, times.dialogMs);
  return intents.change(intent, { ...part, status: scenario.status, due });
}

/** Something to scan or to follow, for the customer to pay by himself. */
function offer(desk: WooshDesk, intent: Intent, openId: string, part: ChangedIntent): Intent {
  const terminalType = part.terminalType ?? 'WEB';
  const needsOpenId = terminalType === 'official_account' || terminalType === 'mini_program';
  if (needsOpenId && !openId) return decline(desk, intent, 'invalid_request_error', part);
  const offered = offerFor(desk, terminalType, intent);
  return desk.intents.change(intent, { ...part, ...offered, status: 'requires_action', due: lapse(desk, desk.times.offerMs) });
}

function lapse({ clock }: WooshDesk, afterMs: number): Intent['due'] {
  return { turn: 'lapse', atMs: clock.wallMs() + afterMs };
}
