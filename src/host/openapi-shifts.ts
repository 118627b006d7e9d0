import { BODY_PROBLEMS, CURSOR, ID, IDEMPOTENCY_KEY, LIMIT, type Operations } from './openapi-operation.ts';

const SHIFT = { schema: 'Shift', text: 'The shift.' };

/** Shifts, their comparison with the acquirer, and their reports. */
export const SHIFT_OPERATIONS: Operations = {
  'POST /shifts': {
    summary: 'Opens a shift: what is taken from now on is of it. With an Idempotency-Key a repeat answers the same shift.',
    parameters: [{ ...IDEMPOTENCY_KEY, required: false }],
    body: 'ShiftBody',
    answers: {
      200: { schema: 'Shift', text: 'The shift that this key had opened before.' },
      201: { schema: 'Shift', text: 'The open shift.' },
    },
    problems: [...BODY_PROBLEMS, 'shift_already_open', 'idempotency_key_reused', 'journal_failed', 'journal_damaged', 'stopping'],
  },
  'GET /shifts': {
    summary: 'A page of shifts, newest first.',
    parameters: [LIMIT, CURSOR],
    answers: { 200: { schema: 'ShiftPage', text: 'The page.' } },
    problems: ['invalid_request', 'journal_damaged'],
  },
  'GET /shifts/current': {
    summary: 'The open shift with its totals.',
    answers: { 200: SHIFT },
    problems: ['not_found', 'journal_damaged'],
  },
  'GET /shifts/{id}': {
    summary: 'The shift with its totals: as they stand while it is open, then those of its Z reading.',
    parameters: [ID],
    answers: { 200: SHIFT },
    problems: ['not_found', 'journal_damaged'],
  },
  'POST /shifts/{id}/close': {
    summary:
      'Asks the acquirer about the shift’s charges and refunds, twenty seconds at most, and closes it with its Z reading; what was not asked by then is asked behind it. What stays unknown is listed and carried over. Again with the same count it answers the closed shift.',
    parameters: [ID],
    body: 'ShiftCloseBody',
    isBodyOptional: true,
    answers: { 200: { schema: 'Shift', text: 'The closed shift with its reconciliation.' } },
    problems: [...BODY_PROBLEMS, 'not_found', 'shift_closed', 'already_counted', 'journal_failed', 'journal_damaged', 'stopping'],
  },
  'POST /shifts/{id}/reconcile': {
    summary: 'Compares a closed shift with the acquirer’s bills of its days; acquirerBill stays pending while there is none.',
    parameters: [ID],
    answers: { 200: { schema: 'Shift', text: 'The shift with its reconciliation.' } },
    problems: ['not_found', 'shift_open', 'journal_failed', 'journal_damaged', 'stopping'],
  },
  'GET /shifts/{id}/report': {
    summary: 'The Z reading of a closed shift, always the same; of an open one an X reading. As JSON, or as CSV or PDF to take away.',
    parameters: [ID, { name: 'format', in: 'query', schema: { type: 'string', enum: ['json', 'csv', 'pdf'], default: 'json' } }],
    answers: { 200: { schema: 'ShiftReport', text: 'The report.', files: ['text/csv', 'application/pdf'] } },
    problems: ['invalid_request', 'not_found', 'journal_damaged', 'not_implemented', 'too_many_files'],
  },
};
