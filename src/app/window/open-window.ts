import type { Flags } from '../../config/flags.ts';
import type { Log } from '../../log/log.ts';
import { openBrowser } from './browser-shell.ts';
import { desktopShell, serveDesktopShell } from './desktop-shell.ts';

/** Where a window finds the terminal, and what lets it in. */
export type WindowHost = { readonly url: string; windowTicket(): string; displayTicket(): string };

/** The terminal's window, whichever it is, and whose: the desktop shell outlives the core and starts it again, nothing else does. */
export type TerminalWindow = { readonly shell: 'desktop' | 'browser' | 'none'; close(): Promise<void> };

export type WindowParts = {
  readonly host: WindowHost;
  readonly flags: Pick<Flags, 'headless' | 'kiosk'>;
  readonly dataDir: string;
  readonly log: Log;
  readonly practicePages?: readonly string[]; // the sandbox's pages, which may have windows of their own
};

/**
 * Opens the terminal's window: the desktop shell's when that started this process, else none with `--headless`, else an installed
 * browser's in app mode. A window that cannot be opened stops nothing: its address is told instead.
 */
export function openWindow(parts: WindowParts): TerminalWindow {
  const shell = desktopShell();
  if (shell) return serveDesktopShell(shell, { host: parts.host, practicePages: parts.practicePages ?? [] });
  if (parts.flags.headless) return { shell: 'none', close: async () => {} };
  return openBrowser(parts);
}
