import { gzipSync } from 'node:zlib';
import type { Clock, Random } from '../basics/clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import { type Answer, refusal, textOf } from './answer.ts';
import { type BillAnswer, billFault, billRefusal, downloadBill } from './bill.ts';
import { BillPlan } from './bill-plan.ts';
import { randomText } from './chance.ts';
import { type Call, checkEnvelope, checkFields } from './check-fields.ts';
import { CONDUCTS, HONEST } from './conduct.ts';
import { ACQUIRER_TIMES, type AcquirerTimes, type CallRequest, type CloseRefund, type Desk, type EarlyReversal } from './desk.ts';
import { micropay } from './micropay.ts';
import { forgetfulOrderStore, type OrderStore, type Refund, type TradeState } from './order.ts';
import { OrderBook } from './order-book.ts';
import { orderquery } from './orderquery.ts';
import { parseRequest } from './parse.ts';
import { claimedRefund, refund } from './refund.ts';
import { RefundBook } from './refund-book.ts';
import { refundquery } from './refundquery.ts';
import { DONE, reverse, reverseRefusal } from './reverse.ts';
import { type Fields, SIGN_TYPES, type SignType, sign } from './sign.ts';
import { Wallet, type WalletSettings } from './wallet.ts';
import { communicationFailure, dress, writeXml } from './wire.ts';

/** The merchant as the acquirer knows him. `apiKey` signs both ways. */
export type Merchant = { readonly appId: string; readonly mchId: string; readonly apiKey: string };

export type AcquirerOptions = {
  readonly merchant: Merchant;
  readonly clock: Clock;
  readonly random: Random;
  readonly times?: AcquirerTimes;
  readonly store?: OrderStore; // default: keeps nothing
  readonly wallet?: Wallet; // default: one of its own, without a store
  readonly walletSettings?: Partial<WalletSettings>; // of its own wallet
};

/** What goes back, and for the log: which call it was, of which order, what came of it. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly packed?: Uint8Array; // what goes over the wire instead, when the client asked for it
  readonly call: Call | null;
  readonly orderNo: string;
  readonly outcome: string; // SUCCESS, a trade state, an error code or `签名错误`
};

/** What comes with a request besides its bytes. */
export type Circumstances = {
  readonly fault?: Fault | null; // already taken from the plan; only what the message itself shows of it is done here
  readonly waitedMs?: number; // since the request came in
  readonly negativeTest?: string | null; // header Wechatpay-Negative-Test
};

/** The truth about one order's money, to compare a ledger with. */
export type OrderTruth = {
  readonly orderNo: string;
  readonly amountFen: number;
  readonly state: TradeState;
  readonly captured: number; // how often money was taken
  readonly returned: number; // how often it was given back
};

/** The truth about one refund. */
export type RefundTruth = Pick<Refund, 'refundNo' | 'orderNo' | 'amountFen' | 'account' | 'state'>;

const CALLS: ReadonlyMap<string, Call> = new Map([
  ['/pay/micropay', 'micropay'],
  ['/pay/orderquery', 'orderquery'],
  ['/secapi/pay/reverse', 'reverse'],
  ['/secapi/pay/refund', 'refund'],
  ['/pay/refundquery', 'refundquery'],
  ['/pay/downloadbill', 'downloadbill'],
]);

/** Calls that are answered by a signed message: all but the bill. */
type MessageCall = Exclude<Call, 'downloadbill'>;

const HANDLERS: Readonly<Record<MessageCall, (desk: Desk, request: CallRequest) => Answer>> = {
  micropay,
  orderquery,
  reverse,
  refund,
  refundquery,
};

/** The newest breaches of a rule are enough to see what went wrong; the count goes on. */
const MAX_BREACHES = 100;

/** The call behind a path, or null. */
export function callAt(path: string): Call | null {
  return CALLS.get(path) ?? null;
}

/** An acquirer in memory that speaks the WeChat Pay v2 wire. Synchronous, no I/O but its store; see the README for what is guessed. */
export class Acquirer {
  readonly merchant: Merchant;
  readonly wallet: Wallet;
  readonly book: OrderBook;
  readonly bills = new BillPlan();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #desk: Desk;
  readonly refundBook: RefundBook;
  readonly #early = new Breaches<EarlyReversal>();
  readonly #close = new Breaches<CloseRefund>();

  constructor(options: AcquirerOptions) {
    const { merchant, clock, random, times = ACQUIRER_TIMES, store = forgetfulOrderStore(), walletSettings = {} } = options;
    const { codeLifeMs, dialogMs } = times;
    this.merchant = merchant;
    this.#clock = clock;
    this.#random = random;
    this.wallet = options.wallet ?? new Wallet({ clock, random, codeLifeMs, codeKey: merchant.apiKey, settings: walletSettings });
    this.book = new OrderBook({ clock, random, wallet: this.wallet, store, dialogMs });
    this.refundBook = new RefundBook({ clock, random, wallet: this.wallet, book: this.book, store, refundMs: times.refundMs });
    this.#desk = {
      book: this.book,
      refunds: this.refundBook,
      wallet: this.wallet,
      times,
      noteEarlyReversal: (reversal) => this.#early.note(reversal),
      noteCloseRefund: (refund) => this.#close.note(refund),
    };
  }

  /** Answers one request. Never throws for what a client sends. */
  handle(path: string, method: string, body: Uint8Array, circumstances: Circumstances = {}): Reply {
    const call = callAt(path);
    if (!call) return this.#reply({ status: 404, text: '<html><body>404 Not Found</body></html>', type: 'text/html' }, null, '', '404');
    if (method !== 'POST') return this.#failure(call, '', textOf('REQUIRE_POST_METHOD'), 'REQUIRE_POST_METHOD');
    const parsed = parseRequest(body);
    if (!parsed.ok) return this.#failure(call, '', textOf(parsed.error), parsed.error);
    const fields = parsed.value;
    const orderNo = fields.get('out_trade_no') || fields.get('transaction_id') || '';

    const stranger = this.#checkSender(fields);
    if (stranger) return this.#failure(call, orderNo, stranger.returnMsg, stranger.errCode);
    if (call === 'downloadbill') return this.#bill(fields, circumstances.fault ?? null);
    if (circumstances.fault && CONDUCTS[circumstances.fault.kind].tells === 'return_fail')
      return this.#failure(call, orderNo, 'system error');

    const answer = this.#answer(call, fields, circumstances);
    return this.#signed(call, orderNo, fields, answer, circumstances.fault ?? null);
  }

  /** Every order with the truth about its money, oldest first. */
  orders(): OrderTruth[] {
    return Array.from(this.book.all(), ({ orderNo, amountFen, state, captures, returns }) => ({
      orderNo,
      amountFen,
      state,
      captured: captures,
      returned: returns,
    }));
  }

  /** Every refund with what it came to, oldest first. */
  refunds(): RefundTruth[] {
    return Array.from(this.refundBook.all(), ({ refundNo, orderNo, amountFen, account, state }) => ({
      refundNo,
      orderNo,
      amountFen,
      account,
      state,
    }));
  }

  /** Fen that were taken and not given back. */
  captured(): number {
    let totalFen = 0;
    for (const { amountFen, captures, returns } of this.book.all()) totalFen += amountFen * (captures - returns);
    for (const { amountFen, state } of this.refundBook.all()) if (state === 'SUCCESS') totalFen -= amountFen;
    return totalFen;
  }

  /** Reversals sooner than 15 s after the submission: how many, and the newest of them. */
  earlyReversals(): { readonly count: number; readonly newest: readonly EarlyReversal[] } {
    return this.#early.told();
  }

  /** Refunds that came too close after another one of their order: how many, and the newest of them. */
  closeRefunds(): { readonly count: number; readonly newest: readonly CloseRefund[] } {
    return this.#close.told();
  }

  /** @returns why the sender is not believed, or null */
  #checkSender(fields: Fields): { readonly returnMsg: string; readonly errCode?: string } | null {
    const missing = checkEnvelope(fields);
    if (missing?.result === 'FAIL') return { returnMsg: missing.errCodeDes, errCode: missing.errCode };
    if (fields.get('mch_id') !== this.merchant.mchId) return { returnMsg: textOf('MCHID_NOT_EXIST'), errCode: 'MCHID_NOT_EXIST' };
    const type = fields.get('sign_type') || 'MD5';
    if (!SIGN_TYPES.some((known) => known === type)) return { returnMsg: '参数错误:输入的sign_type有误', errCode: 'PARAM_ERROR' };
    if (fields.get('sign') !== sign(fields, this.merchant.apiKey, type as SignType)) return { returnMsg: '签名错误' };
    return null;
  }

  #bill(fields: Fields, fault: Fault | null): Reply {
    const bad = fields.get('appid') === this.merchant.appId ? checkFields('downloadbill', fields) : refusal('APPID_MCHID_NOT_MATCH');
    const planted = fault && billFault(fault);
    const answer = planted ?? (bad?.result === 'FAIL' ? billRefusal(bad) : this.#truthfulBill(fields));
    const day = fields.get('bill_date') ?? '';
    if (answer.kind === 'failure') {
      const message = new Map([
        ['return_code', 'FAIL'],
        ['return_msg', answer.message],
      ]);
      if (answer.code) message.set('error_code', answer.code);
      return this.#reply({ status: 200, text: writeXml(message), type: 'text/xml' }, 'downloadbill', day, answer.message);
    }
    const reply = this.#reply({ status: 200, text: answer.text, type: 'text/plain' }, 'downloadbill', day, 'SUCCESS');
    return answer.isPacked ? { ...reply, packed: gzipSync(answer.text) } : reply;
  }

  #truthfulBill(fields: Fields): BillAnswer {
    const { merchant, book, bills: plan, refundBook: refunds } = this;
    return downloadBill({ book, refunds, plan, merchant }, fields, this.#clock.wallMs());
  }

  #answer(call: MessageCall, fields: Fields, { fault = null, waitedMs = 0, negativeTest = null }: Circumstances): Answer {
    if (fields.get('appid') !== this.merchant.appId) return refusal('APPID_MCHID_NOT_MATCH');
    const bad = checkFields(call, fields);
    if (bad) return bad;
    const conduct = fault ? CONDUCTS[fault.kind] : HONEST;
    const request = { fields, waitedMs, negativeTest, fault: fault?.kind ?? null };
    const truth = conduct.acts ? HANDLERS[call](this.#desk, request) : refusal('SYSTEMERROR');
    if (conduct.tells === 'claimed' && call === 'refund') return claimedRefund(this.#desk, request);
    return (fault && tell(conduct.tells, call, fault)) ?? truth;
  }

  #signed(call: MessageCall, orderNo: string, request: Fields, answer: Answer, fault: Fault | null): Reply {
    const forges = fault ? CONDUCTS[fault.kind].forges : null;
    const nonce = randomText(this.#random, 32);
    const message = dress(answer, request, { nonce, apiKey: this.merchant.apiKey, forges });
    const outcome = answer.result === 'SUCCESS' ? answer.outcome : answer.errCode;
    return this.#reply({ status: 200, text: writeXml(message), type: 'text/xml' }, call, orderNo, outcome);
  }

  #failure(call: Call, orderNo: string, returnMsg: string, errCode?: string): Reply {
    const text = writeXml(communicationFailure(returnMsg, errCode));
    return this.#reply({ status: 200, text, type: 'text/xml' }, call, orderNo, errCode ?? returnMsg);
  }

  #reply(page: { status: number; text: string; type: string }, call: Call | null, orderNo: string, outcome: string): Reply {
    const headers = { 'content-type': `${page.type}; charset=utf-8`, date: new Date(this.#clock.wallMs()).toUTCString() };
    return { status: page.status, headers, body: page.text, call, orderNo, outcome };
  }
}

/** Where the merchant broke a rule that the platform does not refuse. */
class Breaches<Breach> {
  readonly #newest: Breach[] = [];
  #count = 0;

  note(breach: Breach): void {
    this.#count += 1;
    this.#newest.push(breach);
    if (this.#newest.length > MAX_BREACHES) this.#newest.shift();
  }

  told(): { readonly count: number; readonly newest: readonly Breach[] } {
    return { count: this.#count, newest: [...this.#newest] };
  }
}

/** What a planted fault says instead of the truth; null when it lets the truth be told. */
function tell(tells: (typeof HONEST)['tells'], call: MessageCall, fault: Fault): Answer | null {
  const refuse = call === 'reverse' ? reverseRefusal : refusal;
  switch (tells) {
    case 'planted_error':
      return refuse(fault.errCode ?? 'SYSTEMERROR', fault.errCodeDes);
    case 'recall':
      return refusal('SYSTEMERROR', '系统超时', [['recall', 'Y']]);
    case 'claimed':
      return call === 'reverse' ? DONE : null;
    case 'not_exist':
      return refuse(call === 'refundquery' ? 'REFUNDNOTEXIST' : 'ORDERNOTEXIST');
    default:
      return null;
  }
}
