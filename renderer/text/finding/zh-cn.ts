import type { FindingText } from './finding-text.ts';

export const findingZhCn: FindingText = {
  group: '可能多收',
  note: '先问顾客：多收的退回，都对就选原因',
  helpRefund: '可能多收的那笔，退回给顾客',
  evidence: {
    same_payer: (apart, amount) => `同一顾客${apart}付过 ${amount}`,
    same_sale: (apart, amount) => `这一单${apart}付过 ${amount}`,
    cash_and_wallet: (amount) => `这一单收过现金，又扫码付了 ${amount}`,
  },
  apart: { atOnce: '刚刚', seconds: (count) => ` ${count} 秒前`, minutes: (count) => ` ${count} 分钟前` },
  next: '问一下顾客，多付的就退',
  earlier: '先付',
  later: '后付',
  cash: '现金',
  giveBack: (amount) => `退回 ${amount}`,
  underway: '正在退，退到就从这里消失',
  failed: '没有退成，按住再退一次',
  bothRight: '两笔都对：',
  reasons: {
    two_sales: '买了两次',
    for_another: '替别人付的',
    settled_otherwise: '已经当面退了',
  },
};
