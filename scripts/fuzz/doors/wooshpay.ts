import { createHmac } from 'node:crypto';
import { HandClock } from '../../../src/basics/hand-clock.ts';
import type { ChargeOutcome, NoticeRequest, OfferOutcome, QueryOutcome, RefundOutcome } from '../../../src/gateway/gateway.ts';
import { FakeTransport } from '../../../src/gateway/transport/fake-transport.ts';
import { createWooshPayGateway } from '../../../src/gateway/wooshpay/gateway.ts';
import { CODE, CONFIG, DIGITS, INTENT, OFFER, ORDER, PAID_INTENT, PI, REFUND } from '../../../src/gateway/wooshpay/test-setting.ts';
import { MAX_ANSWER_BYTES } from '../../../src/gateway/wooshpay/wire.ts';
import { bytesOf, type Door, holds, refused, TAKEN, type Tried } from '../door.ts';

const WORDS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '""',
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1e3',
    '1250.5',
    '9007199254740993',
    '"\\u0000"',
    '"\\ud800"',
  ],
  ...['"succeeded"', '"requires_action"', '"requires_payment_method"', '"canceled"', '"processing"', '"expired"', '"open"', '"SUCCEEDED"'],
  ...[
    '"amount":1250',
    '"amount_received":1249',
    '"currency":"cny"',
    '"livemode":true',
    '"__proto__":{}',
    '"constructor":{}',
    '"status":{}',
  ],
  ...['"error":{', '"type":"api_error"', '"code":"', '"decline_code":"insufficient_funds"', '"data":[', '"has_more":true', '"{\\"a\\":1}"'],
  ...[`"id":"${PI}"`, '"next_action":""', '"wechat_pay_display_qr_code"', '"javascript:alert(1)"', '"data:image/png;base64,AAAA"'],
];

const REFUNDED = {
  id: 're_2006500000000000010',
  amount: 500,
  currency: 'CNY',
  status: 'succeeded',
  payment_intent: PI,
  metadata: { refund_no: REFUND.refundNo },
};
const SESSION = { id: 'cs_1', currency: 'CNY', amount_total: 1250, status: 'open', url: 'https://pay.example/cs_1', payment_intent: PI };
const DECLINED = {
  ...INTENT,
  status: 'requires_payment_method',
  last_payment_error: { code: 'payment_method_provider_decline', message: 'no' },
};
const ERROR = { error: { type: 'invalid_request_error', code: 'parameter_missing', message: 'Missing', param: 'currency' } };
const QR = { ...INTENT, next_action: { type: 'wechat_pay_display_qr_code', wechat_pay_display_qr_code: { image_data_url: 'weixin://x' } } };
const STATUSES = [200, 200, 200, 400, 402];

/** As long as real ones are. */
const KEY = 'sk_test_8Jq2mWc7TzR4vLx0NfB6yHsD1kPa';
const WEBHOOK_KEY = 'whsec_5tG9bQ3nVr8KzXc1MhYd7LpWs2Fj';
const EVENT = { id: 'evt_1', type: 'payment_intent.succeeded', livemode: false, data: { object: PAID_INTENT } };

type Outcome = ChargeOutcome | QueryOutcome | OfferOutcome | RefundOutcome;

/** What WooshPay answers, to whatever it was asked, with whatever HTTP status; and what it reports, signed as by itself. */
export const wooshPayDoor: Door = {
  name: 'wooshpay',
  guards: "WooshPay's answers and reports",
  share: 3,
  seeds: [PAID_INTENT, DECLINED, ERROR, QR, { data: [PAID_INTENT, INTENT], has_more: false }, REFUNDED, SESSION, EVENT].map((sample) =>
    bytesOf(JSON.stringify(sample)),
  ),
  words: WORDS,
  secrets: [DIGITS, KEY, WEBHOOK_KEY],
  open: () => ({ take }),
};

async function take(input: Uint8Array): Promise<Tried> {
  if (input.byteLength > MAX_ANSWER_BYTES) return refused('too large');
  const told: string[] = [];
  const log = { write: (event: string, fields?: object) => void told.push(`${event} ${JSON.stringify(fields)}`) };
  const { gateway, clock } = gatewayThatHears(input, STATUSES[input.byteLength % STATUSES.length] ?? 200, log);
  const outcomes: Outcome[] = [];
  outcomes.push((await gateway.prepare(ORDER).submit(CODE)).outcome, await gateway.query(ORDER), await gateway.offer(OFFER));
  outcomes.push(await gateway.offer({ ...OFFER, method: 'link' }), await gateway.refund(REFUND));
  for (const signedBy of [WEBHOOK_KEY, 'whsec_of_somebody']) {
    const notice = gateway.notices?.read(signed(input, clock.wallMs(), signedBy));
    holds(signedBy === WEBHOOK_KEY || notice?.ok === false, 'believed a report that somebody else signed');
    told.push(notice?.ok === false ? notice.error : (notice?.value.about ?? ''));
  }
  const isPaid = outcomes.some(({ kind }) => kind === 'paid');
  if (isPaid) holds(saysSo(input), 'paid, and nobody said so');
  told.push(...outcomes.map(tell));
  return isPaid ? { ...TAKEN, told: told.join('\n') } : refused(outcomes[0]?.kind ?? '', told.join('\n'));
}

function gatewayThatHears(input: Uint8Array, status: number, log: { write(event: string, fields?: object): void }) {
  const clock = new HandClock();
  const transport = new FakeTransport(clock);
  transport.reply = () => ({ kind: 'answered', status, body: input, sentMsAgo: 0 });
  const config = {
    config: { ...CONFIG, secretKey: KEY, webhookSecret: WEBHOOK_KEY },
    requestTimeoutMs: 10_000,
    terminalId: 'POS01',
    clientIp: '203.0.113.10',
  };
  return { clock, gateway: createWooshPayGateway({ ...config, clock, log, transport }) };
}

function signed(body: Uint8Array, nowMs: number, secret: string): NoticeRequest {
  const t = Math.floor(nowMs / 1_000);
  const v1 = createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
  return { headers: { 'wooshpay-signature': `t=${t},v1=${v1}` }, body };
}

/** Somewhere in it stands an intent of the right amount that has succeeded. */
function saysSo(input: Uint8Array): boolean {
  const text = Buffer.from(input).toString('utf8');
  return /succeeded/i.test(text) && /\bamount[\\"]*\s*:\s*1250\b|\bamount[\\"]*\s*:\s*1\.?25/i.test(text) && /cny/i.test(text);
}

/** What a person or a log is told. What is shown to customers and what names a payment are theirs to choose. */
function tell(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'paid':
    case 'offered':
      return outcome.kind;
    case 'accepted':
      return outcome.kind;
    default:
      return JSON.stringify(outcome);
  }
}
