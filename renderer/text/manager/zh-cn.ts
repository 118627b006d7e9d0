import { printersZhCn } from '../printers/zh-cn.ts';
import { reconciliationZhCn } from '../reconciliation/zh-cn.ts';
import { shiftsZhCn } from '../shifts/zh-cn.ts';
import type { ManagerText } from './manager-text.ts';
import { peopleZhCn } from './people-zh-cn.ts';
import { recordsZhCn } from './records-zh-cn.ts';
import { settingsZhCn } from './settings-zh-cn.ts';

export const managerZhCn: ManagerText = {
  title: '店长',
  bar: {
    counter: '回到收款',
    manager: (name) => `店长 ${name}`,
    signOut: '退出登录',
    nobody: '还没有设置店长',
  },
  part: { failed: '这一页没有打开', again: '再打开一次' },
  rail: {
    label: '店长的页面',
    waiting: (count) => `${count} 件要处理`,
    overview: '总览',
    shifts: '班次',
    records: '收款记录',
    refunds: '退款',
    reconciliation: '对账',
    reports: '报表',
    scanners: '扫码枪',
    settings: '设置',
  },
  shifts: shiftsZhCn,
  reconciliation: reconciliationZhCn,
  printers: printersZhCn,
  records: recordsZhCn,
  people: peopleZhCn,
  settings: settingsZhCn,
};
