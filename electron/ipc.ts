import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { DISPLAY_TICKET_CHANNEL, TICKET_CHANNEL, type TicketAnswer } from '../src/contract/shell.ts';
import { isDisplayPage, isOwnPage } from './windows/pages.ts';

/** A window that may ask for tickets, and what they open. */
export type IpcWindow = {
  readonly contents: () => WebContents | null; // while there is such a window
  readonly ticket: () => Promise<string | null>;
};

export type IpcParts = {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly cashier: IpcWindow;
  readonly display: IpcWindow;
  readonly coreUrl: () => string | null;
};

/** Serves what windows may ask of the desktop shell: one call, each window by its own way. Every sender is checked here and nowhere else. */
export function serveIpc({ ipcMain, cashier, display, coreUrl }: IpcParts): void {
  const doors = [
    { channel: TICKET_CHANNEL, window: cashier, isItsPage: isOwnPage },
    { channel: DISPLAY_TICKET_CHANNEL, window: display, isItsPage: isDisplayPage },
  ];
  for (const { channel, window, isItsPage } of doors) {
    ipcMain.handle(channel, async (event): Promise<TicketAnswer> => {
      const url = coreUrl();
      const isFromIt = url !== null && isFrom(event, window.contents()) && isItsPage(event.senderFrame?.url ?? '', url);
      if (!isFromIt) return { ok: false, code: 'foreign_sender' };
      const made = await window.ticket();
      return made ? { ok: true, ticket: made } : { ok: false, code: 'not_ready' };
    });
  }
}

/** Only the page itself, in the window itself: no frame in it, no other window. */
function isFrom({ sender, senderFrame }: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  return contents !== null && sender === contents && senderFrame !== null && senderFrame.parent === null;
}
