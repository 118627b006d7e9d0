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
  help: {
    title: '按键',
    close: '关闭',
    f1: '看这张图',
    f5: '再查一次；在班次里：现在对账',
    f11: '打印这一页的小票或报表',
    counter: '回到收款',
    escape: '关上打开的，再按回到收款',
    arrows: '在列表里上下走',
    enter: '打开这一行，做主要的事',
    hold: '按住：退款、不打印这类收不回的',
    space: '空格',
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
