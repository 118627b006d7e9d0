import type { FindingText } from './finding-text.ts';

export const findingKo: FindingText = {
  group: '이중 결제 의심',
  note: '고객에게 확인 후 환불하거나, 둘 다 맞으면 이유를 고르세요',
  helpRefund: '이중 결제로 보이는 금액 환불',
  evidence: {
    same_payer: (apart, amount) => `같은 고객이 ${apart} ${amount} 결제`,
    same_sale: (apart, amount) => `이 건은 ${apart} ${amount} 결제됨`,
    cash_and_wallet: (amount) => `현금으로 받은 건에 ${amount} 결제됨`,
  },
  apart: { atOnce: '방금', seconds: (count) => `${count}초 전`, minutes: (count) => `${count}분 전` },
  next: '고객에게 확인하고 더 받은 것은 환불하세요',
  earlier: '먼저',
  later: '나중',
  cash: '현금',
  giveBack: (amount) => `${amount} 환불`,
  underway: '환불 중, 완료되면 목록에서 사라집니다',
  failed: '환불되지 않음. 다시 길게 누르세요',
  bothRight: '둘 다 맞음:',
  reasons: {
    two_sales: '두 번 구매',
    for_another: '다른 사람 몫 결제',
    settled_otherwise: '직접 돌려줌',
  },
};
