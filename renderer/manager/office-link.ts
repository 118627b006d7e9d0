import type { Cancel } from '../../src/basics/clock.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../src/contract/office-view.ts';

/** The office, as a page holds it. */
export type OfficeLink = {
  /** Calls back with the newest view at once, when there is one, and after each change. */
  watch(listener: (view: OfficeView) => void): Cancel;
  /** @returns the office's answer; `no_answer` when none came: it may or may not have been done */
  send(command: OfficeCommand): Promise<OfficeAnswer>;
  /** Asks for a list or a report by its name. @returns its value, or why not, like a command's */
  read(name: string, query?: Readonly<Record<string, string>>): Promise<OfficeAnswer>;
};
