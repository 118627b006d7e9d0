import type { ScanText } from './scan-text.ts';

export const scanKo: ScanText = {
  title: '스캔',
  pages: '결제 코드와 스캔',
  picture: '카메라 화면',
  aim: '매장 QR 코드를 틀 안에 맞추세요',
  opening: '여는 중',
  torch: '조명',
  another: '카메라 전환',
  again: '카메라 열기',
  paste: '또는 코드 내용이나 링크 붙여넣기',
  open: '열기',
  camera: {
    asking: { what: '카메라를 여는 중', next: '물어보면 허용을 누르세요' },
    refused: { what: '카메라가 허용되지 않음', next: '주소창이나 시스템 개인 정보 설정에서 허용한 뒤 다시 여세요' },
    none: { what: '카메라가 없습니다', next: '연결하면 자동으로 열립니다. 코드 내용을 붙여 넣어도 결제됩니다' },
    busy: { what: '다른 프로그램이 카메라를 쓰는 중', next: '그 프로그램을 닫고 다시 여세요' },
    lost: { what: '카메라 연결이 끊김', next: '다시 연결하면 자동으로 열립니다. 코드 내용을 붙여 넣어도 결제됩니다' },
    broken: { what: '여기서는 카메라를 쓸 수 없음', next: '코드 내용을 붙여 넣어도 결제됩니다' },
    hidden: { what: '카메라가 꺼졌습니다', next: '창이 가려졌습니다' },
    idle: { what: '카메라가 꺼졌습니다', next: '3분 동안 코드를 보지 못했습니다' },
  },
  not: {
    payment_code: { what: '결제 코드입니다', next: '결제 코드는 직원이 스캔합니다. 매장 화면의 코드를 스캔하세요' },
    alipay: { what: '알리페이 코드입니다', next: '이 휴대폰에는 위챗만 있습니다. 매장 화면의 코드를 스캔하세요' },
    unionpay: { what: '유니온페이 코드입니다', next: '이 휴대폰에는 위챗만 있습니다. 매장 화면의 코드를 스캔하세요' },
    wechat_person: { what: '실제 위챗 결제 코드입니다', next: '가상 휴대폰에는 실제 돈이 없어 결제할 수 없습니다' },
    unknown_code: { what: '결제할 수 없습니다', next: '이 단말기의 코드와 링크만 결제할 수 있습니다' },
    order_over: { what: '이미 끝난 주문입니다', next: '직원에게 새 코드를 요청하세요' },
    no_network: { what: '네트워크가 없습니다', next: '고객 설정에서 네트워크를 켜세요' },
    failed: { what: '전송되지 않았습니다', next: '다시 시도하세요' },
  },
};
