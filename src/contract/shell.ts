import * as v from 'valibot';

/** What the core tells the desktop shell that started it, over the message port between the two processes. */
export const CoreMessage = v.variant('kind', [
  /** It takes charges; windows may open. `practicePages` are the sandbox's pages, which may have windows of their own. */
  v.object({ kind: v.literal('ready'), url: v.string(), practicePages: v.array(v.string()) }),
  /** Answers a `ticket`. */
  v.object({ kind: v.literal('ticket'), id: v.number(), ticket: v.string() }),
]);
export type CoreMessage = v.InferOutput<typeof CoreMessage>;

/** What the desktop shell asks of the core. */
export const ShellMessage = v.variant('kind', [
  /** For the cashier's window, or for the one that customers look at. */
  v.object({ kind: v.literal('ticket'), id: v.number(), seat: v.optional(v.literal('display')) }),
  /** What SIGTERM says where there are signals. */
  v.object({ kind: v.literal('stop') }),
]);
export type ShellMessage = v.InferOutput<typeof ShellMessage>;

/** What a window hears when it asks the desktop shell for a ticket. */
export const TicketAnswer = v.variant('ok', [
  v.object({ ok: v.literal(true), ticket: v.string() }),
  v.object({ ok: v.literal(false), code: v.picklist(['foreign_sender', 'not_ready']) }),
]);
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>;

/** The one thing that a window asks of the desktop shell, each by a way of its own. */
export const TICKET_CHANNEL = 'saoma:ticket';
export const DISPLAY_TICKET_CHANNEL = 'saoma:display-ticket';
