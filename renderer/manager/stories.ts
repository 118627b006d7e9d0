import { RECONCILIATION_STORIES } from './reconciliation/stories.ts';
import { RECORD_STORIES } from './records/stories.ts';
import { REFUND_STORIES } from './refunds/stories.ts';
import { REPORT_STORIES } from './reports/stories.ts';
import { SCANNER_STORIES } from './scanners/stories.ts';
import { SETTINGS_STORIES } from './settings/stories.ts';
import { SHIFT_STORIES } from './shifts/stories.ts';
import type { ManagerStory } from './story.ts';

/** Every picture of the manager's page. Each part brings its own. */
export const STORIES: readonly ManagerStory[] = [
  ...RECORD_STORIES,
  ...SHIFT_STORIES,
  ...REFUND_STORIES,
  ...RECONCILIATION_STORIES,
  ...REPORT_STORIES,
  ...SCANNER_STORIES,
  ...SETTINGS_STORIES,
  { name: 'help', hash: '#/scanners', keys: ['F1'] },
  { name: 'connecting', hash: '', link: 'connecting' },
  { name: 'lost', hash: '', link: 'lost' },
];
