import type { ManagerStory } from '../story.ts';

export const SETTINGS_STORIES: readonly ManagerStory[] = [{ name: 'settings', hash: '#/settings' }];
