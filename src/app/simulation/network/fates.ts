import type { Fault } from '../../../contract/sandbox.ts';
import type { WechatPath } from '../../../gateway/wechat-v2/wire.ts';
import type { Chance } from '../chance.ts';
import type { MishapKind, Weighted } from '../mishaps.ts';

/** What becomes of one exchange on its way. Times in milliseconds. */
export type Fate = {
  readonly kind: MishapKind;
  readonly arrives: boolean;
  readonly upMs: (chance: Chance) => number; // until the acquirer has it
  readonly downMs: (chance: Chance) => number; // until its answer is back
  readonly againMs: ((chance: Chance) => number) | null; // it comes a second time, so long after the first
  readonly back: 'whole' | 'half' | 'broken_off' | 'page' | 'huge' | 'reset' | 'nothing';
  readonly fault: Pick<Fault, 'kind' | 'errCode'> | null; // what the acquirer's answer is made to say
  readonly negativeTest: string | null; // how the acquirer is made to leave the order
};

const brisk = (chance: Chance) => chance.between(2, 90);
const slow = (chance: Chance) => chance.between(200, 14_000);
/** Longer than a terminal waits. Nothing stays on its way for longer. */
const muchLater = (chance: Chance) => chance.between(1, 15_000);

const SMOOTH = { arrives: true, upMs: brisk, downMs: brisk, againMs: null, back: 'whole', fault: null, negativeTest: null } as const;

/** What befalls nobody. */
export const WELL: Omit<Fate, 'kind'> = SMOOTH;

/** What a line can do to any exchange. */
const OF_THE_LINE: Weighted<Fate> = [
  [2, { ...SMOOTH, kind: 'request_lost', arrives: false, back: 'nothing' }],
  [1, { ...SMOOTH, kind: 'request_lost', arrives: false, back: 'reset' }],
  [3, { ...SMOOTH, kind: 'answer_lost', back: 'nothing' }],
  [2, { ...SMOOTH, kind: 'answer_lost', back: 'reset' }],
  [3, { ...SMOOTH, kind: 'late_request', upMs: slow }],
  [1, { ...SMOOTH, kind: 'late_request', upMs: slow, back: 'nothing' }],
  [2, { ...SMOOTH, kind: 'late_answer', downMs: slow }],
  [1, { ...SMOOTH, kind: 'duplicated', againMs: brisk }],
  [1, { ...SMOOTH, kind: 'duplicated', againMs: muchLater }],
  [1, { ...SMOOTH, kind: 'half_answer', back: 'half' }],
  [1, { ...SMOOTH, kind: 'half_answer', back: 'broken_off' }],
  [0.3, { ...SMOOTH, kind: 'half_answer', back: 'huge' }],
  [1, { ...SMOOTH, kind: 'server_error', arrives: false, back: 'page' }],
  [1, { ...SMOOTH, kind: 'server_error', back: 'page' }],
];

const told = (weight: number, kind: MishapKind, fault: Fate['fault']): Weighted<Fate>[number] => [weight, { ...SMOOTH, kind, fault }];
const left = (weight: number, negativeTest: string): Weighted<Fate>[number] => [weight, { ...SMOOTH, kind: 'unsure', negativeTest }];

/** What an acquirer can do beside: be garbled, forged, unsure or behind with its own copies; it never says "paid" of what is not, nor refuses for good what it takes. */
export const FATES: Readonly<Record<WechatPath, Weighted<Fate>>> = {
  '/pay/micropay': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'unsigned' }),
    told(1, 'forged', { kind: 'wrong_amount' }),
    told(1, 'forged', { kind: 'wrong_order' }),
    told(1, 'forged', { kind: 'wrong_merchant' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(2, 'unsure', { kind: 'error_code_after', errCode: 'SYSTEMERROR' }),
    told(2, 'unsure', { kind: 'error_code_after', errCode: 'BANKERROR' }),
    told(1, 'unsure', { kind: 'error_code', errCode: 'NOTENOUGH' }),
    told(6, 'unsure', { kind: 'error_code', errCode: 'TRADE_ERROR' }),
    told(1, 'unsure', { kind: 'error_code', errCode: 'A_CODE_OF_TOMORROW' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    left(3, 'MICROPAY_TIMEOUT'),
    left(6, 'MICROPAY_PAYERROR'),
  ],
  '/pay/orderquery': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'wrong_amount' }),
    told(1, 'forged', { kind: 'wrong_order' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    told(3, 'lying', { kind: 'not_exist' }),
    [4, { ...SMOOTH, kind: 'lying', fault: { kind: 'not_exist' }, downMs: slow }],
  ],
  '/secapi/pay/reverse': [
    ...OF_THE_LINE,
    [4, { ...SMOOTH, kind: 'late_request', upMs: slow, back: 'nothing' }], // its copy is sent to the other host meanwhile
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'wrong_merchant' }),
    told(2, 'unsure', { kind: 'recall' }),
    told(3, 'unsure', { kind: 'recall_after' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(4, 'unsure', { kind: 'error_code', errCode: 'TRADE_ERROR' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    told(3, 'lying', { kind: 'claimed' }),
    told(1, 'lying', { kind: 'not_exist' }),
  ],
  '/secapi/pay/refund': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'wrong_amount' }),
    told(3, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(3, 'unsure', { kind: 'error_code_after', errCode: 'SYSTEMERROR' }),
    told(1, 'unsure', { kind: 'error_code', errCode: 'FREQUENCY_LIMITED' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    told(2, 'lying', { kind: 'claimed' }),
  ],
  '/pay/refundquery': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'wrong_order' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    told(2, 'lying', { kind: 'not_exist' }),
  ],
  '/pay/unifiedorder': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(1, 'forged', { kind: 'wrong_merchant' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(2, 'unsure', { kind: 'error_code_after', errCode: 'SYSTEMERROR' }),
    told(1, 'unsure', { kind: 'return_fail' }),
  ],
  '/pay/closeorder': [
    ...OF_THE_LINE,
    told(1, 'forged', { kind: 'bad_signature' }),
    told(2, 'unsure', { kind: 'error_code', errCode: 'SYSTEMERROR' }),
    told(2, 'unsure', { kind: 'error_code_after', errCode: 'SYSTEMERROR' }),
    told(1, 'unsure', { kind: 'return_fail' }),
    told(3, 'lying', { kind: 'claimed' }),
    told(1, 'lying', { kind: 'not_exist' }),
  ],
  '/tools/authcodetoopenid': OF_THE_LINE,
};

/** Copies of the acquirer's book that lag behind are level so long after a submission has left; until then one may know of no such order. */
const COPIES_LEVEL_MS = 12_000;

/**
 * What may befall an exchange about an order that was submitted so long ago.
 * @param overtakes another copy of it is still on its way: a host that hears of both refuses the one it has first
 */
export function fatesAt(path: WechatPath, ageMs: number, overtakes: boolean): Weighted<Fate> {
  const fates = ageMs < COPIES_LEVEL_MS ? FATES[path] : LATER[path];
  return overtakes ? [...fates, ...(OVERTAKING[path] ?? [])] : fates;
}

const LATER = Object.fromEntries(
  Object.entries(FATES).map(([path, fates]) => [
    path,
    fates.filter(([, { fault }]) => path.includes('refund') || fault?.kind !== 'not_exist'),
  ]),
) as unknown as typeof FATES;

const OVERTAKING: Readonly<Partial<typeof FATES>> = {
  '/secapi/pay/reverse': [told(40, 'unsure', { kind: 'error_code', errCode: 'TRADE_ERROR' })],
};
