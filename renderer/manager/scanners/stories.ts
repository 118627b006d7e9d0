import { DOCTOR_STORIES } from '../../doctor/stories.ts';
import type { ManagerStory } from '../story.ts';

const [first] = Object.entries(DOCTOR_STORIES);

/** The page about scanners beside the rail; the counter's pictures show the rest of its states. */
export const SCANNER_STORIES: readonly ManagerStory[] = first ? [{ name: 'scanners', hash: '#/scanners', doctor: first[1] }] : [];
