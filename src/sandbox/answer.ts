/** What a call comes to, before it is dressed for the wire. `fields` follow the envelope in their order. */
export type Answer =
  | { readonly result: 'SUCCESS'; readonly fields: readonly [string, string][]; readonly outcome: string }
  | { readonly result: 'FAIL'; readonly errCode: string; readonly errCodeDes: string; readonly fields: readonly [string, string][] };

/** Texts for the cashier, as seen in production where a source has them. Source: WeChat Pay v2, error codes. */
const TEXTS: Readonly<Record<string, string>> = {
  SYSTEMERROR: '系统错误',
  BANKERROR: '银行系统异常',
  USERPAYING: '需要用户输入支付密码',
  PARAM_ERROR: '参数错误',
  LACK_PARAMS: '缺少参数',
  ORDERPAID: '该订单已支付',
  NOAUTH: '商户无权限',
  AUTHCODEEXPIRE: '二维码已过期，请用户在微信上刷新后再试',
  NOTENOUGH: '余额不足',
  NOTSUPORTCARD: '不支持卡类型',
  ORDERCLOSED: '订单已关闭',
  ORDERREVERSED: '订单已撤销',
  AUTH_CODE_ERROR: '付款码参数错误',
  AUTH_CODE_INVALID: '101 付款码无效，请重新扫码',
  BUYER_MISMATCH: '支付帐号错误',
  OUT_TRADE_NO_USED: '商户订单号重复',
  TRADE_ERROR: '用户没有输入支付密码',
  INVALID_REQUEST: '无效请求',
  APPID_NOT_EXIST: 'APPID不存在',
  MCHID_NOT_EXIST: 'MCHID不存在',
  APPID_MCHID_NOT_MATCH: 'appid和mch_id不匹配',
  SIGNERROR: '签名错误',
  XML_FORMAT_ERROR: 'XML格式错误',
  REQUIRE_POST_METHOD: '请使用post方法',
  POST_DATA_EMPTY: 'post数据为空',
  NOT_UTF8: '编码格式错误',
  ORDERNOTEXIST: '此交易订单号不存在',
  INVALID_TRANSACTIONID: '无效transaction_id',
  REVERSE_EXPIRE: '订单无法撤销',
  REFUNDNOTEXIST: '退款订单不存在',
  TRADE_OVERDUE: '订单已经超过退款期限',
  REFUND_FEE_MISMATCH: '订单金额或退款金额与之前请求不一致，请核实后再试',
  ORDER_NOT_READY: '订单处理中，请稍后再试',
  TRADE_STATE_ERROR: '订单状态错误',
  BIZERR_NEED_RETRY: '并发情况下，业务被拒绝，请重试',
  USER_ACCOUNT_ABNORMAL: '用户帐号注销',
  INVALID_REQ_TOO_MUCH: '无效请求过多',
  FREQUENCY_LIMITED: '频率限制',
  CERT_ERROR: '证书校验错误',
};

/** The platform's words for a code; the code itself for one nobody documented. */
export function textOf(errCode: string): string {
  return TEXTS[errCode] ?? errCode;
}

/** A business refusal. */
export function refusal(errCode: string, errCodeDes: string = textOf(errCode), fields: readonly [string, string][] = []): Answer {
  return { result: 'FAIL', errCode, errCodeDes, fields };
}
