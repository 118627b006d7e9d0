import { STATUSES } from '../contract/charge.ts';
import type { ProblemCode } from '../contract/till.ts';

/** A call as the OpenAPI document tells it. Schemas are named as in its `components`. */
export type Operation = {
  readonly summary: string;
  readonly parameters?: readonly object[];
  readonly body?: string;
  readonly isBodyOptional?: boolean;
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  readonly problems: readonly ProblemCode[]; // beside those that every call can have
  readonly isOpen?: true; // needs no token
};

type OperationAnswer = {
  readonly schema: string;
  readonly text: string;
  readonly mediaType?: string; // JSON when left out
  readonly files?: readonly string[]; // what else it may be, as a file
};

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const WAIT = {
  name: 'wait',
  in: 'query',
  description: 'Whole seconds to wait for the end; it answers as soon as the status is final.',
  schema: { type: 'integer', minimum: 0, maximum: 60, default: 0 },
};
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Names the request: sent again with the same body, it answers the same thing and does nothing twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7e]+$' },
};
const text = (name: string, description: string) => ({ name, in: 'query', description, schema: { type: 'string' } });

const RECEIPT_PARAMETERS = [
  ID,
  {
    name: 'format',
    in: 'query',
    description: 'A page as PDF, plain text as wide as the paper, or bytes of ESC/POS for a printer of the till’s own.',
    schema: { type: 'string', enum: ['pdf', 'text', 'escpos'], default: 'pdf' },
  },
  { name: 'copy', in: 'query', schema: { type: 'string', enum: ['customer', 'merchant'], default: 'customer' } },
  { name: 'width', in: 'query', description: 'Millimetres of paper.', schema: { type: 'string', enum: ['58', '80'], default: '80' } },
  { name: 'language', in: 'query', description: 'Left out: the shop’s.', schema: { type: 'string', enum: ['zh-CN', 'en', 'ko'] } },
];
const RECEIPT_PROBLEMS = ['invalid_request', 'not_found', 'nothing_to_print', 'not_implemented', 'too_many_files'] as const;

const BODY_PROBLEMS = ['invalid_encoding', 'invalid_json', 'invalid_request', 'body_too_large', 'unsupported_media_type'] as const;
const SHIFT = { schema: 'Shift', text: 'The shift.' };
const LIMIT = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } };
const CHARGE = { schema: 'Charge', text: 'The charge.' };

/** Every call, by method and path as OpenAPI writes it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /charges': {
    summary: 'Takes a payment. Answers as soon as the charge is durable, not waiting for its end.',
    parameters: [IDEMPOTENCY_KEY],
    body: 'ChargeBody',
    answers: {
      200: { schema: 'Charge', text: 'The charge that this key had begun before.' },
      201: { schema: 'Charge', text: 'The new charge.' },
    },
    problems: [
      ...BODY_PROBLEMS,
      'idempotency_key_required',
      'idempotency_key_reused',
      'terminal_busy',
      'sale_unsettled',
      'used_code',
      'unsupported_code',
      'amount_too_large',
      'unsupported_currency',
      'unsupported_method',
      'journal_failed',
      'journal_damaged',
      'stopping',
    ],
  },
  'GET /charges': {
    summary: 'A page of charges, newest first.',
    parameters: [
      text('orderNo', 'The merchant order number.'),
      text('tillReference', 'The name that the till gave the sale.'),
      text('shiftId', 'The shift that was open.'),
      {
        name: 'status',
        in: 'query',
        description: 'Any of these; repeated, or separated by commas.',
        style: 'form',
        explode: true,
        schema: { type: 'array', items: { type: 'string', enum: [...STATUSES] } },
      },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
      text('cursor', 'The nextCursor of the page before.'),
    ],
    answers: { 200: { schema: 'ChargePage', text: 'The page.' } },
    problems: ['invalid_request'],
  },
  'GET /charges/{id}': {
    summary: 'The charge.',
    parameters: [ID, WAIT],
    answers: { 200: CHARGE },
    problems: ['invalid_request', 'not_found'],
  },
  'POST /charges/{id}/code': {
    summary: 'Hands a code to a charge that awaits one, as a scan does.',
    parameters: [ID],
    body: 'CodeBody',
    answers: { 200: CHARGE },
    problems: [
      ...BODY_PROBLEMS,
      'not_found',
      'already_final',
      'no_code_awaited',
      'sale_unsettled',
      'used_code',
      'unsupported_code',
      'journal_failed',
      'journal_damaged',
      'stopping',
    ],
  },
  'GET /charges/{id}/parameters': {
    summary:
      'What the shop’s own software hands to the customer’s WeChat for an order of an official account, mini program or app. Signed at each call; keep it nowhere.',
    parameters: [ID],
    answers: { 200: { schema: 'Parameters', text: 'Name and value of each parameter, as WeChat spells them.' } },
    problems: ['not_found', 'no_parameters', 'no_answer'],
  },
  'POST /open-ids': {
    summary: 'Whose payment code this is, as the merchant’s app knows him. Does not spend the code.',
    body: 'CodeBody',
    answers: { 200: { schema: 'OpenId', text: 'The customer.' } },
    problems: [...BODY_PROBLEMS, 'unsupported_code', 'open_id_refused', 'no_answer'],
  },
  'POST /charges/{id}/cancel': {
    summary: 'Gives up: at once while no code was submitted, else by asking the acquirer and reversing. What it finds paid stays paid.',
    parameters: [ID],
    answers: { 200: CHARGE },
    problems: ['not_found', 'already_final', 'journal_failed', 'stopping'],
  },
  'POST /charges/{id}/refunds': {
    summary:
      'Gives back all or part of a paid charge, several times if need be. Answers as soon as the refund is durable, not waiting for its end.',
    parameters: [ID, IDEMPOTENCY_KEY],
    body: 'RefundBody',
    answers: {
      200: { schema: 'Refund', text: 'The refund that this key had begun before.' },
      201: { schema: 'Refund', text: 'The new refund.' },
    },
    problems: [
      ...BODY_PROBLEMS,
      'idempotency_key_required',
      'idempotency_key_reused',
      'not_found',
      'not_paid',
      'refund_exceeds_charge',
      'too_many_refunds',
      'journal_failed',
      'journal_damaged',
      'stopping',
    ],
  },
  'GET /refunds/{id}': {
    summary: 'The refund.',
    parameters: [ID, WAIT],
    answers: { 200: { schema: 'Refund', text: 'The refund.' } },
    problems: ['invalid_request', 'not_found'],
  },
  'GET /charges/{id}/receipt': {
    summary: 'The receipt of a paid charge, or the slip that it is not known yet, as a file.',
    parameters: RECEIPT_PARAMETERS,
    answers: {
      200: { schema: 'File', text: 'The file.', mediaType: 'application/pdf', files: ['text/plain', 'application/octet-stream'] },
    },
    problems: RECEIPT_PROBLEMS,
  },
  'GET /refunds/{id}/receipt': {
    summary: 'The receipt of a refund as a file.',
    parameters: RECEIPT_PARAMETERS,
    answers: {
      200: { schema: 'File', text: 'The file.', mediaType: 'application/pdf', files: ['text/plain', 'application/octet-stream'] },
    },
    problems: RECEIPT_PROBLEMS,
  },
  'GET /findings': {
    summary: 'What looks as if it was taken twice, newest first. Somebody gives one payment back, or says that both are right.',
    parameters: [
      { name: 'status', in: 'query', description: 'Only those that need a person.', schema: { type: 'string', enum: ['open'] } },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
      text('cursor', 'The nextCursor of the page before.'),
    ],
    answers: { 200: { schema: 'FindingPage', text: 'The page.' } },
    problems: ['invalid_request'],
  },
  'GET /payments': {
    summary:
      'What is known of a payment by the number on the customer’s bill, this terminal’s or not. Answers within two seconds, if only that nobody could be asked; follow the charge while it is not known yet.',
    parameters: [
      {
        name: 'number',
        in: 'query',
        required: true,
        description: 'The 28 digits of WeChat, or a merchant order number. Never a payment code.',
        schema: { type: 'string', maxLength: 64 },
      },
    ],
    answers: { 200: { schema: 'PaymentAnswer', text: 'The answer.' } },
    problems: ['invalid_request', 'unsupported_number'],
  },
  'POST /parked-sales': {
    summary: 'Sets a sale aside without its money. A charge of the same tillReference collects it, or the cashier does from the list.',
    parameters: [IDEMPOTENCY_KEY],
    body: 'ParkBody',
    answers: {
      200: { schema: 'ParkedSale', text: 'The sale that this key had parked before.' },
      201: { schema: 'ParkedSale', text: 'The parked sale.' },
    },
    problems: [
      ...BODY_PROBLEMS,
      'idempotency_key_required',
      'idempotency_key_reused',
      'unsupported_currency',
      'already_parked',
      'parked_full',
      'journal_failed',
      'journal_damaged',
      'stopping',
    ],
  },
  'GET /parked-sales': {
    summary: 'Every parked sale that is open, oldest first; there are at most 200.',
    answers: { 200: { schema: 'ParkedSaleList', text: 'The sales.' } },
    problems: [],
  },
  'GET /parked-sales/{id}': {
    summary: 'The parked sale, open or settled.',
    parameters: [ID],
    answers: { 200: { schema: 'ParkedSale', text: 'The sale.' } },
    problems: ['not_found'],
  },
  'POST /parked-sales/{id}/drop': {
    summary: 'Gives a parked sale up. Not while a charge of it is not known.',
    parameters: [ID],
    answers: { 200: { schema: 'ParkedSale', text: 'The dropped sale.' } },
    problems: ['not_found', 'not_parked', 'sale_unsettled', 'journal_failed', 'journal_damaged', 'stopping'],
  },
  'GET /events': {
    summary:
      'Everything that happens, as server-sent events: charge.updated, refund.updated, shift.updated, parked.updated, finding.updated, scanner.updated, gateway.updated.',
    parameters: [
      { name: 'Last-Event-ID', in: 'header', description: 'Continues after this event without loss.', schema: { type: 'string' } },
      text('lastEventId', 'The same for clients that cannot send the header.'),
    ],
    answers: { 200: { schema: 'EventStream', text: 'The stream.', mediaType: 'text/event-stream' } },
    problems: ['too_many_streams'],
  },
  'GET /health': {
    summary: 'Whether a charge can be taken now.',
    answers: { 200: { schema: 'Health', text: 'The state of the terminal.' } },
    problems: [],
    isOpen: true,
  },
  'GET /openapi.json': { summary: 'This document.', answers: { 200: { schema: 'AnyObject', text: 'OpenAPI 3.1.' } }, problems: [] },
  'GET /sandbox': {
    summary: 'Where the embedded acquirer, the phone and the fault page are. In sandbox mode only.',
    answers: { 200: { schema: 'SandboxAnswer', text: 'The addresses.' } },
    problems: ['not_found'],
  },
  'POST /sandbox/codes': {
    summary: 'A fresh payment code of the simulated customer. In sandbox mode only.',
    answers: { 201: { schema: 'SandboxCode', text: 'The code.' } },
    problems: ['not_found'],
  },
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
    parameters: [LIMIT, text('cursor', 'The nextCursor of the page before.')],
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
