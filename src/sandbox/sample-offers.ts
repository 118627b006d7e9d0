/** Sample messages of orders that the customer pays by himself, of refunds and of notifications, signed or encrypted with the published test key 192006250b4c09247ec02edce69f6a2d. */
export const OFFER_SAMPLES: Readonly<Record<string, string>> = {
  'refund request': `<xml>
<appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[jK5lZ7xC9vB1nM3q]]></nonce_str><sign_type><![CDATA[HMAC-SHA256]]></sign_type>
<out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><out_refund_no><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no><total_fee>2350</total_fee><refund_fee>800</refund_fee>
<refund_fee_type><![CDATA[CNY]]></refund_fee_type><refund_desc><![CDATA[商品破损退一件]]></refund_desc><notify_url><![CDATA[https://pay.example.com/wx/refund-notify]]></notify_url>
<sign><![CDATA[01B186420BB661B5596C4C7498FDEC8DBA2E34387410A673A4FE604D2F294552]]></sign>
</xml>`,
  'refund accepted': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[W5eR7tY9uI1oP3aS]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no>
<out_refund_no><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no><refund_id><![CDATA[50302407192026112236541108273]]></refund_id><refund_fee>800</refund_fee><total_fee>2350</total_fee><fee_type><![CDATA[CNY]]></fee_type>
<cash_fee>2150</cash_fee><cash_refund_fee>732</cash_refund_fee><coupon_refund_fee>68</coupon_refund_fee><coupon_refund_count>1</coupon_refund_count>
<sign><![CDATA[7ECDE3ACD5AFA9CE23D53E7A15B1D215FEDD0ED1A6BCAAC98FDEAAFBCFE1E589]]></sign>
</xml>`,
  'refund refused': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[dF7gH9jK1lZ3xC5v]]></nonce_str>
<result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[NOTENOUGH]]></err_code><err_code_des><![CDATA[基本账户余额不足，请充值后重新发起]]></err_code_des><sign><![CDATA[8BBA5A9F10924F84E35340EF71B6D823B4B8982CBDAA4C660D553245B9C6D1E5]]></sign>
</xml>`,
  'refundquery answer': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[B7nM9qW1eR3tY5uI]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><total_fee>2350</total_fee>
<fee_type><![CDATA[CNY]]></fee_type><cash_fee>2150</cash_fee><refund_count>1</refund_count><out_refund_no_0><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no_0><refund_id_0><![CDATA[50302407192026112236541108273]]></refund_id_0>
<refund_channel_0><![CDATA[ORIGINAL]]></refund_channel_0><refund_fee_0>800</refund_fee_0><refund_status_0><![CDATA[SUCCESS]]></refund_status_0><refund_account_0><![CDATA[REFUND_SOURCE_UNSETTLED_FUNDS]]></refund_account_0>
<refund_recv_accout_0><![CDATA[招商银行借记卡1234]]></refund_recv_accout_0><refund_success_time_0><![CDATA[2026-11-22 14:05:33]]></refund_success_time_0><sign><![CDATA[0B62A3713F060C7997533DC7BFDAE3BC82255CB019F3E2CA9FB659ECD1E87819]]></sign>
</xml>`,
  'refund notification': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[TeqClE3i0mvn3DrK]]></nonce_str>
<req_info><![CDATA[WBzGpzQuNpcFxIlFjUUD9FS4tLqEQ5H8bdh90ek2njNdtmEZ3Hs/fTYLMCofNFgz5/mepgasmmDWgZSOdimrTKgrWiMNQeTEEWm5Tr20YKyVGYDpwH82RVP7tKWQMKCIOJEoaLiCGgdfNdlPovt3wCkmpDLXpg+Mwyitet58fbcz9kIeAGih/Eh1N2twydbTKwxGeC+5RiP9ofsGevH++a7nVYQPqKZX8dwbJSKE3Tkt30gdZXZ/4x8tF4iwOtvR+pFySrBcGaGkaaonfz14ZM98wGnlxt13qtKjDnuvkQnFVkW8Wr8q45zy4IY+f799ctExw1TBrfhDPc8IC95sKhvMP37Ug5IgB/uv7y6UHS3HKhZqsjOh78DSP+CoJrsD18TO3L5iym02R7iBju27J5/11wLlmkZ7+8mjw7+E2i6atFbu20q3AlYSmQyzJw5vtqFvLT32CPBVkPfzU3aVcTYRVOIljxzzLAzY8wLoTAp2v2OkMlxe3YIM0Y+AtiICvK8VcDAKEHhGhH3EPUqkPMi3vAqAHBCnNBZD8eFL8WxtbPeO7b4V7rmLKNhf59F+bQOUZ28WL0Gl8TVhbf049kKbwWiwniCLsQRjRwQePkMx7QujTFbtX2qKGENEMyETVoK2aG4vJSUpxYla3dvzC4u5IY9UNnBu0hFB1Ii1YcNLA8tfFaYlB084bPc/w4XobsHIfZMxMCwSbR2kLz2BsIxcHo+n8uiYJK5bi60s0V+n252Om9fqW8DaQBL4lsB/yJKzbceaa0FeRit29S0gBUPXXmu5Mbjy5oWDHJYEuAnuol1My70EAEsAE5qB/2Em0A4dtExzmoekFDJW92pP3iTISoIbgjRtwXp+SpdA3JSyk8hY+v0GuDxWTejd1NwyDcAXaOP4c15XUcEiYlo9Mzi0Lb52UWb25ddL5tbthfodDGsTOsy6J9EXbdVK2hlm52LBQsju6cC5awVbVnS9Zm80+xYe1WtKNGUoLmSIbtCr9A8kn6Xo5REWjmAcZ/ibVTIi1vnzAy28KqGtXn2NoKNZbZfzewwZZWJ78KFnqVFJDTNTeGUKSCsndbTmbFMR]]></req_info>
</xml>`,
  'refund notification, decrypted': `<root><out_refund_no><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><refund_account><![CDATA[REFUND_SOURCE_UNSETTLED_FUNDS]]></refund_account><refund_fee><![CDATA[800]]></refund_fee><refund_id><![CDATA[50302407192026112236541108273]]></refund_id><refund_recv_accout><![CDATA[支付用户零钱]]></refund_recv_accout><refund_request_source><![CDATA[API]]></refund_request_source><refund_status><![CDATA[SUCCESS]]></refund_status><settlement_refund_fee><![CDATA[800]]></settlement_refund_fee><settlement_total_fee><![CDATA[2350]]></settlement_total_fee><success_time><![CDATA[2026-11-22 14:05:33]]></success_time><total_fee><![CDATA[2350]]></total_fee><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id></root>`,
  'unifiedorder request': `<xml>
<appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info><nonce_str><![CDATA[oP5aS7dF9gH1jK3l]]></nonce_str><sign_type><![CDATA[HMAC-SHA256]]></sign_type>
<body><![CDATA[禾木便利店-长沙五一店-日用百货]]></body><out_trade_no><![CDATA[POS0731T04202611220002]]></out_trade_no><total_fee>5990</total_fee><fee_type><![CDATA[CNY]]></fee_type><spbill_create_ip><![CDATA[10.20.4.17]]></spbill_create_ip>
<time_start><![CDATA[20261122110000]]></time_start><time_expire><![CDATA[20261122111500]]></time_expire><notify_url><![CDATA[https://pay.example.com/wx/pay-notify]]></notify_url><trade_type><![CDATA[NATIVE]]></trade_type>
<product_id><![CDATA[CS0731-T04]]></product_id><sign><![CDATA[3599DBAE3E3E02EDBA5D1C3CE6B6C37FA0AFDB6E587B55F79EDAA80EB5E8113F]]></sign>
</xml>`,
  'unifiedorder placed for a QR': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[Z5xC7vB9nM1qW3eR]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><trade_type><![CDATA[NATIVE]]></trade_type><prepay_id><![CDATA[wx22110001234567a1b2c3d4e5f60708090]]></prepay_id><code_url><![CDATA[weixin://wxpay/bizpayurl?pr=Kq7Zt3M]]></code_url>
<sign><![CDATA[FEC501C9A6ADA2B10065DFFCA1E82B6939F792BCB493815B15CDED32D517AD7B]]></sign>
</xml>`,
  'unifiedorder placed for a page in the wallet': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[tY5uI7oP9aS1dF3g]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><trade_type><![CDATA[JSAPI]]></trade_type><prepay_id><![CDATA[wx22110501234567f0e1d2c3b4a5968777]]></prepay_id>
<sign><![CDATA[F49166705900B17B60894029475C83CC382669408D6C3EE34DEF20B5F912D2C6]]></sign>
</xml>`,
  'unifiedorder refused': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[H5jK7lZ9xC1vB3nM]]></nonce_str>
<result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[OUT_TRADE_NO_USED]]></err_code><err_code_des><![CDATA[商户订单号重复]]></err_code_des><sign><![CDATA[0DE597CEF9EBB9F83EABD0D8471F2B2B994EA8561B4AF7ACDAE3267FE0FAA855]]></sign>
</xml>`,
  'closeorder done': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[q5W7eR9tY1uI3oP5]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><result_msg><![CDATA[OK]]></result_msg><sign><![CDATA[9EAEFFCC3F2EF8E66F9B1201282723673029E84276770CE04C9C7B5850C4008A]]></sign>
</xml>`,
  'payment notification': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[5d2b6c2a8db53831f7eda20af46e531c]]></nonce_str>
<result_code><![CDATA[SUCCESS]]></result_code><openid><![CDATA[oUpF8uN3vKqYtB7mWc1Rj5XsHd2E]]></openid><is_subscribe><![CDATA[N]]></is_subscribe><trade_type><![CDATA[NATIVE]]></trade_type><bank_type><![CDATA[OTHERS]]></bank_type>
<total_fee>5990</total_fee><fee_type><![CDATA[CNY]]></fee_type><cash_fee>5990</cash_fee><transaction_id><![CDATA[4200002720202611225550998877]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220002]]></out_trade_no>
<time_end><![CDATA[20261122110233]]></time_end><sign><![CDATA[3723D2491900A376527383E0CD27F44D3E3898A337BC554ABB9B22CEE571F61F]]></sign>
</xml>`,
  'notification taken': `<xml>
<return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg>
</xml>`,
};
