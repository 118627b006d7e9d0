/** `error` needs a person, `warn` may need one soon, `info` is the day's work. */
export type Level = 'info' | 'warn' | 'error';

export type EventKind = { readonly level: Level; readonly meaning: string; readonly fields: readonly string[] };

function info(meaning: string, ...fields: readonly string[]): EventKind {
  return { level: 'info', meaning, fields };
}

function warn(meaning: string, ...fields: readonly string[]): EventKind {
  return { level: 'warn', meaning, fields };
}

function error(meaning: string, ...fields: readonly string[]): EventKind {
  return { level: 'error', meaning, fields };
}

/** Allowed on every event: how often the same happened without being told, when it comes in floods. */
export const COMMON_FIELDS: readonly string[] = ['untold'];

/**
 * Everything the log can say: name, level, meaning, allowed fields. What is not here is dropped, so this list is the
 * support manual. A new event is one line.
 */
export const CATALOGUE: Readonly<Record<string, EventKind>> = {
  terminal_started: info('The terminal takes charges.', 'version', 'mode', 'url', 'port', 'dataDir', 'ms'),
  terminal_stopping: info('The terminal was asked to stop: it takes no new charge.', 'signal'),
  terminal_stopped: info('Everything is in the journal; the process ends.', 'ms'),
  config_refused: error('The configuration has a mistake: mend the named field.', 'field', 'problem'),
  unexpected_error: error('A bug: please report it with the lines before.', 'message', 'where'),
  log_dropped: warn(
    'Something was not told, because the catalogue does not know it. A bug, harmless to charges.',
    'name',
    'field',
    'count',
  ),

  journal_opened: info('The journal is open.', 'version', 'charges', 'open', 'seq', 'ms'),
  journal_failed: error(
    'The disk did not take a write: look for space, rights and a failing disk.',
    'call',
    'orderNo',
    'reason',
    'message',
  ),
  journal_head_missing: warn(
    'The file that says how far the journal reaches is gone and was made anew: entries missing at its end would not be noticed this once.',
    'file',
  ),
  journal_damaged: error(
    'The journal is not what was written: no new charge is taken; stop the terminal and restore it (see README).',
    'entry',
    'problem',
  ),
  journal_verified: info('Every entry of the journal is as it was written.', 'entries'),
  journal_backup_made: info('The journal was copied, and the copy looked through.', 'file', 'entries', 'ms'),
  journal_backup_failed: error('The daily copy of the journal could not be made: look for space and rights.', 'problem'),

  late_payment: warn(
    'Money came after its charge had ended without any: it was taken over, and given back if so configured.',
    'orderNo',
    'status',
  ),
  notice_refused: warn('A report of the acquirer was not believed, or is about nothing of this terminal.', 'why'),

  charge_created: info('A charge is durable and begins.', 'orderNo', 'amount', 'origin', 'method'),
  charge_changed: info('A charge reached another status.', 'orderNo', 'status', 'cause', 'acquirerCode'),
  charge_resumed: info('A charge was open when the terminal started and is followed again.', 'orderNo', 'status'),

  sale_parked: info('A sale was set aside without its money.', 'amount', 'origin'),
  sale_settled: info('A parked sale was collected or dropped.', 'status', 'cause', 'amount'),

  refund_created: info('A refund is durable and begins.', 'orderNo', 'refundNo', 'amount', 'origin'),
  refund_changed: info('A refund reached another status.', 'orderNo', 'refundNo', 'status', 'cause', 'acquirerCode'),
  refund_resumed: info('A refund was open when the terminal started and is followed again.', 'orderNo', 'refundNo', 'status'),

  finding_raised: warn('Two payments look like one too many: somebody must look at it.', 'orderNo', 'kind'),
  finding_settled: info('Two payments that looked like one too many are settled.', 'kind', 'reason'),
  payments_unread: error('What was paid before the start could not be read: a second payment of it would not be noticed.', 'message'),

  inquiry_answered: info('A customer said that he has paid, and the acquirer was asked.', 'answer', 'ms'),
  payment_attached: info('A sale was settled with a payment that the customer showed.', 'amount', 'answer'),

  part_not_loaded: warn(
    'A part that comes after the first charge could not be loaded; it is tried again, charges go on.',
    'part',
    'problem',
  ),
  office_failed: error('What happens behind the counter could not be opened; charges go on. A bug.', 'problem'),
  person_signed_in: info('Somebody signed in.', 'person', 'role', 'isCounter'),
  person_signed_out: info('Somebody signed out.', 'person'),
  person_changed: info('Somebody was added, changed, left, or has another PIN.', 'person', 'role', 'what'),
  pin_wrong: warn('A wrong PIN was typed; `ms` is how long no other is looked at.', 'person', 'ms'),
  pins_failed: error('The file of PINs could not be written: look for space and rights.', 'problem'),
  pins_unreadable: error('The file of PINs is damaged: nobody can sign in. Stop the terminal and run the errand `pins` (see README).'),

  gateway_online: info('The acquirer answers.', 'host', 'ms'),
  gateway_offline: warn('The acquirer cannot be reached: look at the line.', 'host', 'reason'),
  gateway_no_answer: warn('No readable answer came; the charge is asked about.', 'call', 'path', 'orderNo', 'date', 'reason', 'why', 'ms'),
  gateway_untrusted: error(
    'An answer was not signed by the acquirer or is about something else: check the API key, then who stands in the line.',
    'call',
    'path',
    'orderNo',
    'what',
    'why',
  ),
  gateway_refused: error(
    'The acquirer refused a request as such: check merchant, app id and signature type.',
    'call',
    'path',
    'orderNo',
    'date',
    'why',
  ),
  gateway_bill_malformed: error(
    'The acquirer`s bill is not what it should be: nothing of it is used, and it is asked for again.',
    'path',
    'date',
    'line',
    'why',
  ),
  gateway_unsure: warn('The acquirer does not know itself; the charge is asked about.', 'call', 'path', 'orderNo', 'why'),
  gateway_paid_twice: error(
    'Several payments stand under one order number: give the ones too many back on the acquirer`s own pages.',
    'orderNo',
    'what',
  ),
  gateway_certificate_missing: warn(
    'No client certificate is configured: nothing can be reversed or refunded, charges to be reversed stay unresolved until the acquirer drops them.',
  ),
  gateway_endpoint_failed: warn('One of the acquirer`s endpoints failed and is left alone for a while.', 'endpoint', 'reason'),
  clock_drift: warn('This machine`s clock differs from the acquirer`s: set it.', 'ms'),

  scanner_ready: info('A scanner reads.', 'name', 'scanner'),
  scanner_gone: warn('A scanner is unplugged or not there: plug it in.', 'name', 'scanner', 'problem'),
  scanner_failed: error('A scanner does not work: see the problem.', 'name', 'scanner', 'problem'),
  scanner_changed: info('A scanner`s status changed.', 'scanner', 'status', 'problem'),
  scanner_warning: warn('A scanner works, but not well.', 'scanner', 'problem'),
  scanner_double_read: info('A scanner read the same code twice; the second is dropped.', 'scanner'),
  scan_refused: info('What was scanned is no payment code for us.', 'kind'),

  printer_changed: info('A printer`s status changed: see which.', 'name', 'status'),
  receipt_printed: info('A paper is printed.', 'name', 'kind'),
  receipt_dropped: warn('Too many papers wait: one was not queued. Print it by hand when the printer works.', 'name', 'kind'),
  print_queue_failed: error('The print queue could not be read or written: look for space and rights.', 'name', 'problem'),
  drawer_not_opened: warn('The cash drawer did not open: see the printer it hangs on.', 'name', 'problem'),
  logo_refused: warn('The logo on receipts is left out: see the problem.', 'problem'),

  sandbox_started: info('The embedded acquirer runs: no real money.', 'acquirerPort', 'pagesPort'),
  sandbox_stopped: info('The embedded acquirer has stopped.'),
  sandbox_line: info('The line to the embedded acquirer was switched.', 'line'),
  sandbox_store_failed: warn('The embedded acquirer could not write its book.', 'problem'),

  window_opened: info('The window is open.', 'shell', 'browser'),
  shift_opened: info('A shift was opened.', 'shiftId'),
  shift_closed: info('A shift was closed, with its Z reading.', 'shiftId', 'number', 'ms', 'count'),
  shift_handed_over: info('Another cashier took the open shift over.', 'shiftId'),
  bill_compared: info('The acquirer`s bill of a day was compared with ours; `count` differences are new.', 'date', 'count'),
  bill_not_read: info('The acquirer`s bill of a day is not there yet or could not be read: it is asked for again.', 'date', 'kind'),
  reconciliation_failed: error('A comparison with the acquirer`s bill broke off: a bug.', 'problem'),
  reconciliation_overflow: warn('So many differences are not told one by one: look at merchant and terminal number.', 'date', 'count'),
  discrepancy_settled: info('A difference with the acquirer is settled.', 'orderNo', 'cause', 'kind'),
  cash_written: info('Cash or another tender was written down.', 'kind', 'amount'),
  drawer_opened: info('The cash drawer was asked to open.', 'reason'),
  window_closed: info('The window was closed; charges go on.', 'code'),
  window_failed: warn('No window could be opened: open the printed address in a browser.', 'shell', 'reason'),

  host_listening: info('The local host listens.', 'url', 'port'),
  host_refused: warn('A request was turned away before it was read.', 'code'),
  host_failed: error('The local host failed on a request.', 'problem'),
  manager_open: info('The manager’s page can be reached from the network.', 'url'),
  manager_open_plain: warn('The manager’s page can be reached from the network without encryption, as the configuration allows.', 'url'),
  manager_closed: error('The manager’s page cannot be reached from the network; the terminal goes on.', 'problem'),
  manager_refused: warn('A wrong name or PIN came from the network; `ms` is how long no other is looked at.', 'ms'),
  display_open: info('Customer displays elsewhere can be paired.', 'url'),
  display_open_plain: warn('Customer displays elsewhere can be paired, without encryption, as the configuration allows.', 'url'),
  display_closed: error('Customer displays elsewhere cannot be reached; the terminal goes on.', 'problem'),
  display_paired: info('A customer display was paired.', 'name', 'role'),
  display_revoked: info('A paired customer display was ended.', 'name', 'role'),
  display_refused: warn('A display came with a wrong pairing code.'),
  displays_failed: error('The file of paired displays could not be written: look for space and rights.'),
  displays_unreadable: warn('The file of paired displays cannot be understood: they must be paired anew.'),
  till_token_wrong: warn('A till came with a wrong token.'),
  event_reader_too_slow: warn('A listener read too slowly and was let go; it continues where it was.', 'backlogBytes'),
};
