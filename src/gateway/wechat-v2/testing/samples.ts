/** Messages as they stand on the wire, made for the published example merchant and its key; signed with HMAC-SHA256. None is a real payment. */
export const API_KEY = '192006250b4c09247ec02edce69f6a2d';
export const APP_ID = 'wxd930ea5d5a258f4f';
export const MCH_ID = '10000100';
export const ORDER_NO = 'POS0731T04202611220001';

export const SAMPLES = {
  micropayRequest: `<xml>
  <appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info><nonce_str><![CDATA[Zr8mTQ5yLkWc2pHvN0sD7aXeJ4uBf9Gi]]></nonce_str>
  <sign_type><![CDATA[HMAC-SHA256]]></sign_type><body><![CDATA[禾木便利店-长沙五一店-日用百货]]></body><attach><![CDATA[shift=A;cashier=1007]]></attach><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><total_fee>2350</total_fee>
  <fee_type><![CDATA[CNY]]></fee_type><spbill_create_ip><![CDATA[10.20.4.17]]></spbill_create_ip><auth_code><![CDATA[134567890123456789]]></auth_code>
  <scene_info><![CDATA[{"store_info":{"id":"CS0731","name":"禾木便利店五一店","area_code":"430102","address":"五一大道100号"}}]]></scene_info><sign><![CDATA[281A4CD024E1147833DA5D1A67C947717314DAD5B3C87BD7C59D4D8E8DA545E7]]></sign>
</xml>`,
  micropayPaid: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info>
  <nonce_str><![CDATA[p2YkQm8VtR0xLs5C]]></nonce_str><result_code><![CDATA[SUCCESS]]></result_code><openid><![CDATA[oUpF8uN3vKqYtB7mWc1Rj5XsHd2E]]></openid><is_subscribe><![CDATA[N]]></is_subscribe>
  <trade_type><![CDATA[MICROPAY]]></trade_type><bank_type><![CDATA[CMB_DEBIT]]></bank_type><fee_type><![CDATA[CNY]]></fee_type><total_fee>2350</total_fee><coupon_fee>200</coupon_fee><cash_fee>2150</cash_fee>
  <cash_fee_type><![CDATA[CNY]]></cash_fee_type><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><attach><![CDATA[shift=A;cashier=1007]]></attach>
  <time_end><![CDATA[20261122103412]]></time_end><sign><![CDATA[F8C27B1BE4A2049709D0646CAB60C82314C10EA2EAAF1D2781B54C2521086257]]></sign>
</xml>`,
  micropayPassword: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info>
  <nonce_str><![CDATA[aB3dE5fG7hJ9kL1m]]></nonce_str><result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[USERPAYING]]></err_code><err_code_des><![CDATA[需要用户输入支付密码]]></err_code_des>
  <sign><![CDATA[BBA35E5C845EAD2EF303C63ABDD61EFF855B4D52FF0D982F09A75EA567DD0089]]></sign>
</xml>`,
  micropayExpired: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info>
  <nonce_str><![CDATA[nQ4wT6yU8iO0pA2s]]></nonce_str><result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[AUTH_CODE_INVALID]]></err_code><err_code_des><![CDATA[101 付款码已过期，请退出重试]]></err_code_des>
  <sign><![CDATA[7E5C00B24D86EC14E5A19C909708DB18C83220A945296859676C450B8D1F504E]]></sign>
</xml>`,
  micropayUnknown: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[dF5gH7jK9lZ1xC3v]]></nonce_str>
  <result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[SYSTEMERROR]]></err_code><err_code_des><![CDATA[系统错误]]></err_code_des><sign><![CDATA[76E4AD956FEB00AC0B9F239D9436E0A26195C40862CB3E80374EE0EDB3DC6E36]]></sign>
</xml>`,
  micropayRefused: `<xml>
  <return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[签名错误]]></return_msg>
</xml>`,
  queryRequest: `<xml>
  <appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><nonce_str><![CDATA[vB7nM9qW1eR3tY5u]]></nonce_str>
  <sign_type><![CDATA[HMAC-SHA256]]></sign_type><sign><![CDATA[CA17179F94A84111BAE6DA2A91BCF2F8CD89E1EA683F0EC3050507E5ECB359A9]]></sign>
</xml>`,
  queryPaid: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><device_info><![CDATA[POS-0731-T04]]></device_info>
  <nonce_str><![CDATA[iO2pA4sD6fG8hJ0k]]></nonce_str><result_code><![CDATA[SUCCESS]]></result_code><openid><![CDATA[oUpF8uN3vKqYtB7mWc1Rj5XsHd2E]]></openid><is_subscribe><![CDATA[N]]></is_subscribe>
  <trade_type><![CDATA[MICROPAY]]></trade_type><trade_state><![CDATA[SUCCESS]]></trade_state><bank_type><![CDATA[CMB_DEBIT]]></bank_type><total_fee>2350</total_fee><fee_type><![CDATA[CNY]]></fee_type><cash_fee>2150</cash_fee>
  <cash_fee_type><![CDATA[CNY]]></cash_fee_type><coupon_fee>200</coupon_fee><coupon_count>1</coupon_count><coupon_type_0><![CDATA[CASH]]></coupon_type_0><coupon_id_0><![CDATA[18034907]]></coupon_id_0><coupon_fee_0>200</coupon_fee_0>
  <transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><attach><![CDATA[shift=A;cashier=1007]]></attach><time_end><![CDATA[20261122103412]]></time_end>
  <trade_state_desc><![CDATA[支付成功]]></trade_state_desc><sign><![CDATA[7EF77885E6EC0AA3F67A4FED0F45F66FBE1523A41D6CD412D691F48C94784B7D]]></sign>
</xml>`,
  queryPassword: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[lZ3xC5vB7nM9qW1e]]></nonce_str>
  <result_code><![CDATA[SUCCESS]]></result_code><trade_state><![CDATA[USERPAYING]]></trade_state><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><attach><![CDATA[shift=A;cashier=1007]]></attach>
  <trade_state_desc><![CDATA[需要用户输入支付密码]]></trade_state_desc><sign><![CDATA[871E34540130A894FE859054E1CE4EEB9048CDB71E219CFC4E63D930E738C886]]></sign>
</xml>`,
  queryFailed: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[R3tY5uI7oP9aS1dF]]></nonce_str>
  <result_code><![CDATA[SUCCESS]]></result_code><trade_state><![CDATA[PAYERROR]]></trade_state><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><attach><![CDATA[]]></attach>
  <trade_state_desc><![CDATA[支付失败，请撤销订单]]></trade_state_desc><sign><![CDATA[CEC32CD0E606D8416491CE76D7FD083E6946AD49F15FDA4CC72EAF86D36B8C9B]]></sign>
</xml>`,
  queryAbsent: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[G3hJ5kL7zX9cV1bN]]></nonce_str>
  <result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[ORDERNOTEXIST]]></err_code><err_code_des><![CDATA[此交易订单号不存在]]></err_code_des><sign><![CDATA[232772D25F04908626F8A38EBA285ED940674F0D0249DF823D709AD776EE5CD7]]></sign>
</xml>`,
  reverseRequest: `<xml>
  <appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><nonce_str><![CDATA[M3qW5eR7tY9uI1oP]]></nonce_str>
  <sign_type><![CDATA[HMAC-SHA256]]></sign_type><sign><![CDATA[3AF9240F5B77D8B5CEF61DBC36927914F391E3BB19C1D123A4DB66BE098938E5]]></sign>
</xml>`,
  reverseDone: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[aS3dF5gH7jK9lZ1x]]></nonce_str>
  <result_code><![CDATA[SUCCESS]]></result_code><recall><![CDATA[N]]></recall><sign><![CDATA[3B54C7294079777A88F7EA10ABC76822A7EFD97C1F6717C2607B4B877EBB4AB8]]></sign>
</xml>`,
  reverseAgain: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[C3vB5nM7qW9eR1tY]]></nonce_str>
  <result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[SYSTEMERROR]]></err_code><err_code_des><![CDATA[系统超时]]></err_code_des><recall><![CDATA[Y]]></recall>
  <sign><![CDATA[EFAC0C5DFC3E0B78311C88C80B15DC826D8E0B4F6402432F4D794B3C9C57B97F]]></sign>
</xml>`,
  reverseTyping: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[u3I5oP7aS9dF1gH3]]></nonce_str>
  <result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[USERPAYING]]></err_code><err_code_des><![CDATA[正在支付中不能发起撤销]]></err_code_des><recall><![CDATA[Y]]></recall>
  <sign><![CDATA[CA67974F080D246C77A245CA1059E7DB26067454CB2B50B771B3A4D4E34AC2B8]]></sign>
</xml>`,
  refundRequest: `<xml>
  <appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[jK5lZ7xC9vB1nM3q]]></nonce_str><sign_type><![CDATA[HMAC-SHA256]]></sign_type>
  <out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><out_refund_no><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no><total_fee>2350</total_fee><refund_fee>800</refund_fee>
  <refund_fee_type><![CDATA[CNY]]></refund_fee_type><refund_desc><![CDATA[商品破损退一件]]></refund_desc><notify_url><![CDATA[https://pay.example.com/wx/refund-notify]]></notify_url>
  <sign><![CDATA[01B186420BB661B5596C4C7498FDEC8DBA2E34387410A673A4FE604D2F294552]]></sign>
</xml>`,
  refundAccepted: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[W5eR7tY9uI1oP3aS]]></nonce_str>
  <result_code><![CDATA[SUCCESS]]></result_code><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no>
  <out_refund_no><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no><refund_id><![CDATA[50302407192026112236541108273]]></refund_id><refund_fee>800</refund_fee><total_fee>2350</total_fee><fee_type><![CDATA[CNY]]></fee_type>
  <cash_fee>2150</cash_fee><cash_refund_fee>732</cash_refund_fee><coupon_refund_fee>68</coupon_refund_fee><coupon_refund_count>1</coupon_refund_count>
  <sign><![CDATA[7ECDE3ACD5AFA9CE23D53E7A15B1D215FEDD0ED1A6BCAAC98FDEAAFBCFE1E589]]></sign>
</xml>`,
  refundNoFunds: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[dF7gH9jK1lZ3xC5v]]></nonce_str>
  <result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[NOTENOUGH]]></err_code><err_code_des><![CDATA[基本账户余额不足，请充值后重新发起]]></err_code_des><sign><![CDATA[8BBA5A9F10924F84E35340EF71B6D823B4B8982CBDAA4C660D553245B9C6D1E5]]></sign>
</xml>`,
  refundQueried: `<xml>
  <return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><appid><![CDATA[wxd930ea5d5a258f4f]]></appid><mch_id><![CDATA[10000100]]></mch_id><nonce_str><![CDATA[B7nM9qW1eR3tY5uI]]></nonce_str>
  <result_code><![CDATA[SUCCESS]]></result_code><transaction_id><![CDATA[4200002719202611225550142387]]></transaction_id><out_trade_no><![CDATA[POS0731T04202611220001]]></out_trade_no><total_fee>2350</total_fee>
  <fee_type><![CDATA[CNY]]></fee_type><cash_fee>2150</cash_fee><refund_count>1</refund_count><out_refund_no_0><![CDATA[RFPOS0731T0420261122000101]]></out_refund_no_0><refund_id_0><![CDATA[50302407192026112236541108273]]></refund_id_0>
  <refund_channel_0><![CDATA[ORIGINAL]]></refund_channel_0><refund_fee_0>800</refund_fee_0><refund_status_0><![CDATA[SUCCESS]]></refund_status_0><refund_account_0><![CDATA[REFUND_SOURCE_UNSETTLED_FUNDS]]></refund_account_0>
  <refund_recv_accout_0><![CDATA[招商银行借记卡1234]]></refund_recv_accout_0><refund_success_time_0><![CDATA[2026-11-22 14:05:33]]></refund_success_time_0><sign><![CDATA[0B62A3713F060C7997533DC7BFDAE3BC82255CB019F3E2CA9FB659ECD1E87819]]></sign>
</xml>`,
} as const;
