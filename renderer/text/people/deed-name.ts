/** The deeds that a word is asked for, as the office names them. */
export type Deed =
  | 'refund'
  | 'refund_above_limit'
  | 'cancel_paid'
  | 'correct_count'
  | 'pay_out'
  | 'settle_discrepancy'
  | 'manage_people'
  | 'see_reports';
