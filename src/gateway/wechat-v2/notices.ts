import { err, ok, type Result } from '../../basics/result.ts';
import type { WechatV2Config } from '../../config/config.ts';
import { type Fen, fen } from '../../money/fen.ts';
import { parseOrderNo, parseTransactionId } from '../../payment/charge.ts';
import { parseRefundNo } from '../../payment/refund.ts';
import type { Notice, NoticeReply, Notices } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import { believe, foreign } from './believe.ts';
import { refundStanding } from './refund-codes.ts';
import { createUnseal, type Unseal } from './refund-notice.ts';
import type { Identity } from './requests.ts';
import type { Fields, Signer } from './sign.ts';
import { buildXml, parseXml } from './xml.ts';

const PATH = '/notify/wechat';
const FEE = /^[1-9]\d{0,9}$/;
const REFUND_ID = /^[0-9A-Za-z]{1,32}$/;
/** Another system of the same merchant may number its orders otherwise than we do: `|`, `*`, `@`. Source: common parameters. */
const ANY_NUMBER = /^[\x21-\x7e]{1,64}$/;

/**
 * Reads and answers what WeChat Pay posts by itself: payments that succeeded, and refunds that came to an end. Whether an order's amount
 * is right, its journal knows: it is compared there.
 *
 * Source: WeChat Pay v2, payment notification and refund notification.
 */
export function wechatNotices(merchant: Identity & Pick<WechatV2Config, 'apiKey'>, signer: Signer): Notices {
  const unseal = createUnseal(merchant.apiKey);
  return {
    path: PATH,
    read({ body }) {
      const message = parseXml(body);
      if (!message.ok) return message;
      const fields = message.value;
      return fields.has('req_info') ? readRefund(fields, merchant, unseal) : readPayment(fields, merchant, signer);
    },
    reply,
  };
}

function readPayment(fields: Fields, identity: Identity, signer: Signer): Result<Notice, string> {
  const believed = believe(fields, { signer, identity, order: { orderNo: null } });
  if (!believed.ok) return err(believed.error.doubt === 'refused' ? 'return_code' : believed.error.why);
  if (fields.get('result_code') !== 'SUCCESS') return err('result_code');
  if (identity.subMchId !== null && fields.get('sub_mch_id') !== identity.subMchId) return err('sub_mch_id');
  const id = parseTransactionId(fields.get('transaction_id') ?? '');
  if (id === null) return err('transaction_id');
  const number = fields.get('out_trade_no') ?? '';
  if (!ANY_NUMBER.test(number)) return err('out_trade_no');
  const amountFen = readFee(fields.get('total_fee'));
  if (amountFen === null) return err('total_fee');
  if ((fields.get('fee_type') || 'CNY') !== 'CNY') return err('fee_type');
  const orderNo = parseOrderNo(number);
  return ok({ about: orderNo === null ? 'other' : 'payment', id, orderNo, refundNo: null, amountFen, currency: 'CNY' });
}

/** Nothing outside the seal is signed: it is compared so that another merchant's report is told from a broken one. */
function readRefund(fields: Fields, identity: Identity, unseal: Unseal): Result<Notice, string> {
  if (fields.get('return_code') !== 'SUCCESS') return err('return_code');
  const whose = foreign(fields, identity);
  if (whose !== null) return err(whose);
  const opened = unseal(fields.get('req_info') ?? '');
  if (!opened.ok) return opened;
  const said = opened.value;
  const refundId = said.get('refund_id') ?? '';
  if (!REFUND_ID.test(refundId)) return err('refund_id');
  const status = said.get('refund_status') ?? '';
  if (refundStanding(status) === null) return err('refund_status');
  const numbers = { order: said.get('out_trade_no') ?? '', refund: said.get('out_refund_no') ?? '' };
  if (!ANY_NUMBER.test(numbers.order)) return err('out_trade_no');
  if (!ANY_NUMBER.test(numbers.refund)) return err('out_refund_no');
  const amountFen = readFee(said.get('refund_fee'));
  if (amountFen === null) return err('refund_fee');
  const orderNo = parseOrderNo(numbers.order);
  const refundNo = parseRefundNo(numbers.refund);
  const isOurs = orderNo !== null && refundNo !== null;
  // A refund that could not be given back may be later: each end of it is a report of its own.
  return ok({ about: isOurs ? 'refund' : 'other', id: `${refundId}:${status}`, orderNo, refundNo, amountFen, currency: null });
}

/** Anything but these very bytes, and it comes again: up to fifteen times in a day. Source: payment notification, reply. */
function reply(why: string | null): NoticeReply {
  const fields = new Map([
    ['return_code', why === null ? 'SUCCESS' : 'FAIL'],
    ['return_msg', why === null ? 'OK' : plainSentence(why) || 'FAIL'],
  ]);
  return { status: 200, contentType: 'text/xml', body: buildXml(fields) };
}

function readFee(text: string | undefined): Fen | null {
  return text !== undefined && FEE.test(text) ? fen(Number(text)) : null;
}
