import { BODY_PROBLEMS, ID, IDEMPOTENCY_KEY, type Operations, WAIT } from './openapi-operation.ts';

/** Money that goes back. */
export const REFUND_OPERATIONS: Operations = {
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
};
