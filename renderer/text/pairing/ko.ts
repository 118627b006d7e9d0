import type { PairingText } from './pairing-text.ts';

export const pairingKo: PairingText = {
  title: '고객 화면',
  noDoor: '설정에서 다른 기기에 열려 있지 않음',
  noDoorNext: (setting) => `점장님께: 설정에 ${setting} 항목을 적고 단말기를 다시 여세요. 이 기기의 두 번째 화면은 연결할 필요가 없습니다`,
  addresses: '그 기기의 브라우저에서 여세요',
  pair: { display: '고객 화면 연결', self_service: '셀프 화면 연결' },
  pairNotes: { display: '보기 전용', self_service: '고객이 직접 고르고 결제' },
  typeThere: '그 기기에 입력하세요',
  goodFor: (left) => `${left} 동안 한 번만 유효`,
  stop: '연결 그만두기',
  paired: '연결된 기기',
  none: '아직 연결된 기기가 없습니다',
  roles: { display: '고객 화면', self_service: '셀프 화면' },
  connected: '연결됨',
  away: '연결 끊김',
  since: (time) => `${time} 등록`,
  revoke: '연결 해제',
};
