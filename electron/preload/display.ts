import { contextBridge, ipcRenderer } from 'electron';
import type { TicketAnswer } from '../../src/contract/shell.ts';

/** The customers' bridge: a ticket for looking on, and nothing else. */
contextBridge.exposeInMainWorld('saoma', {
  async takeTicket(): Promise<string> {
    const answer = (await ipcRenderer.invoke('saoma:display-ticket')) as TicketAnswer;
    if (!answer.ok) throw new Error(answer.code);
    return answer.ticket;
  },
});
