import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { OfficeCommand } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { PeopleFlow } from '../people/people-flow.ts';
import { moneyText } from '../text/amount-text.ts';

type Send = (command: Command) => Promise<CommandAnswer>;

/**
 * Sends the screen's commands; those by which money leaves go through the office, which knows who wants it and whose word it needs.
 * @param view the newest, for what the word is about
 */
export function throughTheOffice(send: Send, people: PeopleFlow, view: () => TerminalView): Send {
  return async (command) => {
    const asked = officeCommand(command, view());
    if (!asked) return send(command);
    const answer = await people.give(asked.command, asked.about);
    if (answer.ok || answer.code === 'given_up') return { ok: true }; // whoever gave it up knows
    return answer;
  };
}

function officeCommand(command: Command, view: TerminalView): { readonly command: OfficeCommand; readonly about: string } | null {
  if (command.kind !== 'refund_finding') return null;
  const finding = view.findings.find(({ id }) => id === command.findingId);
  return { command, about: finding ? moneyText(finding.amount - finding.later.refundedAmount, finding.currency) : '' };
}
