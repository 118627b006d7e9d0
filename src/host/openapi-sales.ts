import { BODY_PROBLEMS, CURSOR, ID, IDEMPOTENCY_KEY, LIMIT, type Operations } from './openapi-operation.ts';

/** What there is to a sale beside its charges: what looks as if it was taken twice, payments by their number, sales set aside. */
export const SALE_OPERATIONS: Operations = {
  'GET /findings': {
    summary: 'What looks as if it was taken twice, newest first. Somebody gives one payment back, or says that both are right.',
    parameters: [
      { name: 'status', in: 'query', description: 'Only those that need a person.', schema: { type: 'string', enum: ['open'] } },
      LIMIT,
      CURSOR,
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
};
