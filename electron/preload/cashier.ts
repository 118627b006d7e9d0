import { contextBridge, ipcRenderer } from 'electron';
import type { TicketAnswer } from '../../src/contract/shell.ts';

/** The cashier's bridge: a ticket for the window's session, and nothing else. Everything else goes over the core's own host. */
contextBridge.exposeInMainWorld('saoma', {
  async takeTicket(): Promise<string> {
    const answer = (await ipcRenderer.invoke('saoma:ticket')) as TicketAnswer;
    if (!answer.ok) throw new Error(answer.code);
    return answer.ticket;
  },
});
