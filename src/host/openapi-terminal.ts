import { type Operations, text } from './openapi-operation.ts';

/** The terminal itself: what happens, whether it is well, and its sandbox. */
export const TERMINAL_OPERATIONS: Operations = {
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
};
