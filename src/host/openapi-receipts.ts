import { ID, type Operations } from './openapi-operation.ts';

const PARAMETERS = [
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
const FILE = { schema: 'File', text: 'The file.', mediaType: 'application/pdf', files: ['text/plain', 'application/octet-stream'] };
const PROBLEMS = ['invalid_request', 'not_found', 'nothing_to_print', 'not_implemented', 'too_many_files'] as const;

/** Receipts as files. */
export const RECEIPT_OPERATIONS: Operations = {
  'GET /charges/{id}/receipt': {
    summary: 'The receipt of a paid charge, or the slip that it is not known yet, as a file.',
    parameters: PARAMETERS,
    answers: { 200: FILE },
    problems: PROBLEMS,
  },
  'GET /refunds/{id}/receipt': {
    summary: 'The receipt of a refund as a file.',
    parameters: PARAMETERS,
    answers: { 200: FILE },
    problems: PROBLEMS,
  },
};
