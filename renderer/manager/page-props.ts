import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import type { PeopleFlow } from '../people/people-flow.ts';
import type { ManagerText } from '../text/manager/manager-text.ts';
import type { Text } from '../text/text.ts';

/** What every part of the manager's page is given. */
export type PageProps = {
  readonly client: Pick<Client, 'send' | 'watchDoctor'>;
  readonly office: OfficeClient;
  readonly view: TerminalView;
  readonly receivedMs: number; // of the view, on the page's monotonic clock
  readonly people: OfficeView;
  readonly text: Text; // the words that the counter has too
  readonly words: ManagerText;
  /** Gives the office a command, and asks for a manager's word where it lacks one; `about` tells whoever gives it what it is about. */
  readonly give: PeopleFlow['give'];
  readonly path: readonly string[]; // of the address, below the part's name
  readonly isRemote: boolean; // this browser is elsewhere in the shop: there is no counter to go back to, and no gun
};
