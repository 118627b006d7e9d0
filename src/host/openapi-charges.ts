import { STATUSES } from '../contract/charge.ts';
import { BODY_PROBLEMS, CURSOR, ID, IDEMPOTENCY_KEY, LIMIT, type Operations, text, WAIT } from './openapi-operation.ts';

const CHARGE = { schema: 'Charge', text: 'The charge.' };

/** Charges, and the codes that pay them. */
export const CHARGE_OPERATIONS: Operations = {
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
      LIMIT,
      CURSOR,
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
};
