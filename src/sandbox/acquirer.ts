import { gzipSync } from 'node:zlib';
import { assert } from '../basics/assert.ts';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import { type Answer, refusal, textOf } from './answer.ts';
import { type BillAnswer, billFault, billRefusal, downloadBill } from './bill.ts';
import { BillPlan } from './bill-plan.ts';
import { Breaches, type Told } from './breaches.ts';
import { callAt, HANDLERS, type MessageCall } from './calls.ts';
import { randomText } from './chance.ts';
import { type Call, checkEnvelope, checkFields } from './check-fields.ts';
import { CONDUCTS, type Conduct, HONEST } from './conduct.ts';
import { ACQUIRER_TIMES, type AcquirerTimes, type CloseRefund, type Desk, type EarlyClose, type EarlyReversal } from './desk.ts';
import { type Notice, paymentNotice, refundNotice } from './notice.ts';
import { forgetfulOrderStore, type OrderStore } from './order.ts';
import { OrderBook } from './order-book.ts';
import { parseRequest } from './parse.ts';
import { claimedRefund } from './refund.ts';
import { RefundBook } from './refund-book.ts';
import { type Fields, SIGN_TYPES, type SignType, sign } from './sign.ts';
import { tell } from './tell.ts';
import { capturedFen, type OrderTruth, ordersOf, type RefundTruth, refundsOf } from './truth.ts';
import { Wallet, type WalletSettings } from './wallet.ts';
import { communicationFailure, dress, writeXml } from './wire.ts';

export type { OrderTruth, RefundTruth } from './truth.ts';

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
  readonly #reversals = new Breaches<EarlyReversal>();
  readonly #closes = new Breaches<EarlyClose>();
  readonly #refunds = new Breaches<CloseRefund>();

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
      clock,
      random,
      noteEarlyReversal: (reversal) => this.#reversals.note(reversal),
      noteEarlyClose: (close) => this.#closes.note(close),
      noteCloseRefund: (refund) => this.#refunds.note(refund),
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

  /** Calls back for everything the merchant wants to be told of. Whoever listens posts it. */
  onNotice(listener: (notice: Notice) => void): Cancel {
    const cancels = [
      this.book.onPaid(({ orderNo, offer }) => {
        if (offer) listener({ kind: 'payment', orderNo, url: offer.notifyUrl });
      }),
      this.refundBook.onEnd(({ orderNo, refundNo, notifyUrl }) => {
        if (notifyUrl) listener({ kind: 'refund', orderNo, refundNo, url: notifyUrl });
      }),
    ];
    return () => {
      for (const cancel of cancels) cancel();
    };
  }

  /** Writes the message of a notice, another one at each call. @param forges what a planted fault makes false */
  writeNotice(notice: Notice, forges: Conduct['forges'] = null): string {
    const parts = { merchant: this.merchant, random: this.#random, forges };
    const order = this.book.find(notice.orderNo);
    if (notice.kind === 'payment') {
      assert(order?.offer, 'only offers are told of');
      return paymentNotice(order, order.offer, parts);
    }
    const refund = this.refundBook.find(notice.refundNo);
    assert(order && refund, 'a refund nobody knows');
    return refundNotice(order, refund, parts);
  }

  /** Every order with the truth about its money, oldest first. */
  orders(): OrderTruth[] {
    return ordersOf(this.book);
  }

  /** Every refund with what it came to, oldest first. */
  refunds(): RefundTruth[] {
    return refundsOf(this.refundBook);
  }

  /** Fen that were taken and not given back. */
  captured(): number {
    return capturedFen(this.book, this.refundBook);
  }

  /** Reversals sooner than 15 s after the submission: how many, and the newest of them. */
  earlyReversals(): Told<EarlyReversal> {
    return this.#reversals.told();
  }

  /** Closes sooner than five minutes after the order: how many, and the newest of them. */
  earlyCloses(): Told<EarlyClose> {
    return this.#closes.told();
  }

  /** Refunds that came too close after another one of their order: how many, and the newest of them. */
  closeRefunds(): Told<CloseRefund> {
    return this.#refunds.told();
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
