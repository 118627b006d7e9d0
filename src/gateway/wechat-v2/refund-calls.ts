import type { FundingAccount } from '../../payment/refund.ts';
import type { Gateway, RefundOrder, RefundOutcome, RefundQueryOutcome } from '../gateway.ts';
import type { AskedOrder } from './believe.ts';
import type { Converse } from './conversation.ts';
import { refundOutcome, refundPage } from './refund-answers.ts';
import { fitText, requestBody, type Terms } from './requests.ts';
import type { WechatCall, WechatPath } from './wire.ts';

type Parts = {
  readonly terms: Terms;
  readonly converse: Converse;
  readonly call: (path: WechatPath) => WechatCall;
  readonly notifyUrl: string | null;
  readonly lacksCertificate: boolean;
};

/** Source: refund, `refund_account`. */
const ACCOUNTS: Readonly<Record<FundingAccount, string>> = {
  unsettled: 'REFUND_SOURCE_UNSETTLED_FUNDS',
  balance: 'REFUND_SOURCE_RECHARGE_FUNDS',
};

/** Source: refund, `refund_desc`: String(80), counted in bytes of UTF-8, the narrower reading. */
const MAX_REASON_BYTES = 80;
/** 50 refunds of an order, ten a page. Source: refund, rules; query refund. */
const MOST_PAGES = 5;

/** The calls about refunds. Source: WeChat Pay v2, refund and query refund. */
export function refundCalls(parts: Parts): Pick<Gateway, 'refund' | 'queryRefund'> {
  const { terms, converse, call, notifyUrl, lacksCertificate } = parts;
  const refundCall = call('/secapi/pay/refund');
  const queryCall = call('/pay/refundquery');

  async function refund(asked: RefundOrder): Promise<RefundOutcome> {
    if (lacksCertificate) {
      return { kind: 'refused', failure: { code: 'configuration_error', acquirerCode: 'CERT_MISSING', message: null } };
    }
    const { heard, reading, isSent } = await converse(refundCall, orderOf(asked), requestBody(refundFields(asked, notifyUrl), terms));
    if (!isSent) return { kind: 'not_sent' };
    if (!heard.ok) return { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null };
    return refundOutcome(heard.value, { ...reading, refund: asked });
  }

  async function queryRefund(asked: RefundOrder): Promise<RefundQueryOutcome> {
    let offset = 0;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const { heard, reading } = await converse(queryCall, orderOf(asked), requestBody(queryFields(asked, offset), terms));
      if (!heard.ok) return { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null };
      const page = refundPage(heard.value, { ...reading, refund: asked }, offset);
      if ('outcome' in page) return page.outcome;
      offset = page.nextOffset;
    }
    return { kind: 'unknown', doubt: 'unsure', acquirerCode: null };
  }

  return { refund, queryRefund };
}

function refundFields(asked: RefundOrder, notifyUrl: string | null): [string, string][] {
  const { orderNo, refundNo, chargeFen, amountFen, currency, reason, from } = asked;
  const fields: [string, string][] = [
    ['out_trade_no', orderNo],
    ['out_refund_no', refundNo],
    ['total_fee', String(chargeFen)],
    ['refund_fee', String(amountFen)],
    ['refund_fee_type', currency],
    ['refund_account', ACCOUNTS[from]],
  ];
  const description = reason === null ? '' : fitText(reason, MAX_REASON_BYTES);
  if (description !== '') fields.push(['refund_desc', description]);
  if (notifyUrl !== null) fields.push(['notify_url', notifyUrl]);
  return fields;
}

/** Asked by its own number: the list of an order is not complete where there are many. Source: query refund. */
function queryFields({ refundNo }: RefundOrder, offset: number): [string, string][] {
  return offset === 0
    ? [['out_refund_no', refundNo]]
    : [
        ['out_refund_no', refundNo],
        ['offset', String(offset)],
      ];
}

function orderOf({ orderNo, chargeFen, currency }: RefundOrder): AskedOrder {
  return { orderNo, amountFen: chargeFen, currency };
}
