import * as v from 'valibot';
import { type CoreMessage, ShellMessage } from '../../contract/shell.ts';
import type { TerminalWindow, WindowHost } from './open-window.ts';

/** Electron's end of the message port, as a process started by its `utilityProcess` sees it. */
type ParentPort = {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  postMessage(message: CoreMessage): void;
};

/** The desktop shell that started this process, or null. */
export function desktopShell(): ParentPort | null {
  return (process as { parentPort?: ParentPort }).parentPort ?? null;
}

/** Tells the desktop shell that windows may open, and gives each a ticket. */
export function serveDesktopShell(
  port: ParentPort,
  { host, practicePages }: { readonly host: WindowHost; readonly practicePages: readonly string[] },
): TerminalWindow {
  port.on('message', ({ data }) => {
    const read = v.safeParse(ShellMessage, data);
    if (!read.success) return;
    if (read.output.kind === 'ticket') {
      const ticket = read.output.seat === 'display' ? host.displayTicket() : host.windowTicket();
      port.postMessage({ kind: 'ticket', id: read.output.id, ticket });
    } else process.emit('SIGTERM'); // Windows has no signals: the message takes the same way
  });
  port.postMessage({ kind: 'ready', url: host.url, practicePages: [...practicePages] });
  return { shell: 'desktop', close: async () => {} }; // the shell closes its windows itself
}
