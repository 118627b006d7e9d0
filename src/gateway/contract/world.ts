import type { Gateway, NoticeRequest, OfferedOrder, Order } from '../gateway.ts';

/** What is asked of an acquirer, and can go wrong. */
export type Step = 'submission' | 'query' | 'undo' | 'offer' | 'withdraw' | 'refund' | 'query_refund';

/** How it goes wrong: the acquirer does what it was asked each time, and then… */
export type Mishap =
  | 'lost' // the connection breaks instead of an answer
  | 'half' // the answer stops in its middle
  | 'silent' // nothing comes
  | 'other_amount'; // the answer is right but for its amount

/** The acquirer's own books, of one order number. */
export type Truth = {
  readonly orders: number; // how many it keeps under that number
  readonly captures: number; // how often money was taken
  readonly keptFen: number; // what the merchant has of it, after everything that went back; hundredths
};

/** What he does with his phone. Throws when the phone does not let him. */
export type Customer = {
  /** Opens his payment code, a new one each time. @param how whether the wallet will ask for his password */
  code(how?: { readonly asksPassword: boolean }): string;
  /** Scans a QR, or follows a link. */
  scan(content: string): void;
  /** Types his password. */
  pay(orderNo: string): void;
  /** Closes the dialog. */
  giveUp(orderNo: string): void;
};

/**
 * An adapter before its own embedded acquirer, and a customer: what the contract of the port needs of each. The gateway is open already,
 * and its answers are waited for at most a second or two.
 */
export type World = {
  readonly gateway: Gateway;
  readonly customer: Customer;
  /** An order nobody has seen, of 23.50, for a payment code. */
  order(more?: Partial<Order>): Order;
  /** The same to be paid by the customer himself: by the merchant's QR unless told otherwise. */
  offered(more?: Partial<OfferedOrder>): OfferedOrder;
  /** The next exchanges of that kind go wrong. @param times how many; once unless told */
  spoil(step: Step, mishap: Mishap, times?: number): void;
  cutLine(): Promise<void>;
  mendLine(): Promise<void>;
  truth(orderNo: string): Truth;
  /** What the acquirer reported by itself, oldest first. */
  reports(): readonly NoticeRequest[];
  /** All that was logged. */
  logText(): string;
};

/** Opens one for the test that runs, and closes it after it. */
export type OpenWorld = () => Promise<World>;
