import { printersKo } from '../printers/ko.ts';
import { reconciliationKo } from '../reconciliation/ko.ts';
import { shiftsKo } from '../shifts/ko.ts';
import type { ManagerText } from './manager-text.ts';
import { peopleKo } from './people-ko.ts';
import { recordsKo } from './records-ko.ts';
import { settingsKo } from './settings-ko.ts';

export const managerKo: ManagerText = {
  title: '점장',
  bar: {
    counter: '계산대로 돌아가기',
    manager: (name) => `점장 ${name}`,
    signOut: '로그아웃',
    nobody: '등록된 점장 없음',
  },
  help: {
    title: '키',
    close: '닫기',
    f1: '이 안내',
    f5: '다시 확인, 근무에서는 지금 대사',
    f11: '이 영수증이나 보고서 인쇄',
    counter: '계산대로 돌아가기',
    escape: '열린 것을 닫고, 다시 누르면 계산대로',
    arrows: '목록에서 위아래로',
    enter: '줄을 열거나 주요 작업 실행',
    hold: '길게 눌러 되돌릴 수 없는 작업 실행',
    space: '스페이스',
  },
  part: { failed: '화면이 열리지 않았습니다', again: '다시 열기' },
  rail: {
    label: '점장 화면',
    waiting: (count) => `처리할 일 ${count}건`,
    overview: '요약',
    shifts: '근무',
    records: '결제 내역',
    refunds: '환불',
    reconciliation: '대사',
    reports: '보고서',
    scanners: '스캐너',
    settings: '설정',
  },
  shifts: shiftsKo,
  reconciliation: reconciliationKo,
  printers: printersKo,
  records: recordsKo,
  people: peopleKo,
  settings: settingsKo,
};
