import { printersEn } from '../printers/en.ts';
import { reconciliationEn } from '../reconciliation/en.ts';
import { shiftsEn } from '../shifts/en.ts';
import type { ManagerText } from './manager-text.ts';
import { peopleEn } from './people-en.ts';
import { recordsEn } from './records-en.ts';
import { settingsEn } from './settings-en.ts';

export const managerEn: ManagerText = {
  title: 'Manager',
  bar: {
    counter: 'Back to the counter',
    manager: (name) => `Manager ${name}`,
    signOut: 'Sign out',
    nobody: 'No manager yet',
  },
  help: {
    title: 'Keys',
    close: 'Close',
    f1: 'This map',
    f5: 'Ask again; in a shift: reconcile now',
    f11: 'Print this receipt or report',
    counter: 'Back to the counter',
    escape: 'Close what is open; then back to the counter',
    arrows: 'Up and down in a list',
    enter: 'Open the row, do the main thing',
    hold: 'Hold, for what cannot be taken back',
    space: 'Space',
  },
  part: { failed: 'This page did not open', again: 'Open it again' },
  rail: {
    label: 'Manager’s pages',
    waiting: (count) => `${count} to do`,
    overview: 'Overview',
    shifts: 'Shifts',
    records: 'Records',
    refunds: 'Refunds',
    reconciliation: 'Reconcile',
    reports: 'Reports',
    scanners: 'Scanners',
    settings: 'Settings',
  },
  shifts: shiftsEn,
  reconciliation: reconciliationEn,
  printers: printersEn,
  records: recordsEn,
  people: peopleEn,
  settings: settingsEn,
};
