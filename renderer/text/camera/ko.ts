import type { CameraText } from './camera-text.ts';

export const cameraKo: CameraText = {
  use: '카메라 사용',
  close: '카메라 끄기',
  torch: '조명',
  mirror: '좌우 반전',
  another: '전환',
  picture: '카메라 화면',
  aim: '코드를 틀 안에 맞추세요',
  asking: { what: '카메라를 여는 중', next: '물어보면 허용을 누르세요' },
  refused: { what: '카메라가 허용되지 않음', next: '주소창 아이콘이나 시스템 개인 정보 설정에서 허용한 뒤 F12를 누르세요' },
  none: { what: '카메라가 없습니다', next: '연결하면 자동으로 열립니다. 스캐너를 써도 됩니다' },
  busy: { what: '다른 프로그램이 카메라를 쓰는 중', next: '그 프로그램을 닫고 F12를 누르세요' },
  lost: { what: '카메라 연결이 끊김', next: '다시 연결하면 자동으로 열립니다. 스캐너를 써도 됩니다' },
  broken: { what: '이 창에서는 카메라를 쓸 수 없음', next: '스캐너를 쓰거나 창을 닫고 다시 여세요' },
  hidden: { what: '카메라가 꺼졌습니다', next: '창이 가려졌습니다. 쓰려면 F12를 누르세요' },
  idle: { what: '카메라가 꺼졌습니다', next: '3분 동안 코드를 보지 못했습니다. 쓰려면 F12를 누르세요' },
};
