import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { TICKET_CHANNEL, type TicketAnswer } from '../src/contract/shell.ts';
import { isOwnPage } from './windows/pages.ts';

export type IpcParts = {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly cashier: () => WebContents | null; // of the cashier's window, while there is one
  readonly coreUrl: () => string | null;
  readonly ticket: () => Promise<string | null>;
};

/** Serves what windows may ask of the desktop shell: one call, for one window. Every sender is checked here and nowhere else. */
export function serveIpc({ ipcMain, cashier, coreUrl, ticket }: IpcParts): void {
  ipcMain.handle(TICKET_CHANNEL, async (event): Promise<TicketAnswer> => {
    if (!isFromCashier(event, cashier(), coreUrl())) return { ok: false, code: 'foreign_sender' };
    const made = await ticket();
    return made ? { ok: true, ticket: made } : { ok: false, code: 'not_ready' };
  });
}

/** Only the page itself, in the window itself: no frame in it, no other window, no page it was led away to. */
function isFromCashier(event: IpcMainInvokeEvent, cashier: WebContents | null, coreUrl: string | null): boolean {
  const { sender, senderFrame } = event;
  if (!cashier || sender !== cashier || !coreUrl || !senderFrame) return false;
  return senderFrame.parent === null && isOwnPage(senderFrame.url, coreUrl);
}
