/** Header lines as they are written. They may hold secrets: they are never logged. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** What all exchanges with one acquirer have in common. */
export type Dialect = {
  /** What every request says, by method; host, length and connection are said beside it. */
  readonly headers: Readonly<Record<Method, HeaderLines>>;
  /** Whether an HTTP status brings an answer worth reading. Any other counts as none, from 500 on as the host's failure. */
  answers(status: number): boolean;
  /** A larger answer is broken off, in bytes. */
  readonly maxAnswerBytes: number;
  /** What is asked, by GET, to see whether the acquirer answers: cheap, and changes nothing. */
  readonly probePath: string;
  /** Where submissions go that have no headers of their own: one is kept ready for those that come with their code. Null: none is. */
  readonly sparePath: string | null;
};

export type Method = 'GET' | 'POST';

/** One exchange, as a gateway wants it done. */
export type Call = {
  readonly method: Method;
  readonly path: string; // with its query
  readonly headers: HeaderLines; // beside those of every request
  readonly needsCertificate: boolean;
  /** May be sent again, to another host, even when it may have arrived. A submission never is. */
  readonly safeToRepeat: boolean;
  /** Over all of it: connecting, sending, the whole answer, a second host. */
  readonly timeoutMs: number;
};

/** How an exchange ended. `sentMsAgo`: how long ago the first byte may have left, by the monotonic clock. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array; readonly sentMsAgo: number } // as the dialect counts answers, within its limit
  | { readonly kind: 'no_answer'; readonly reason: string; readonly lineLost: boolean; readonly sentMsAgo: number } // may have arrived
  | { readonly kind: 'not_sent'; readonly reason: string }; // certain, at every host, that no byte left

/** How a request for a file ended. Its pieces come while they are taken; when they throw, `brokenOff` says why, and what came before is not the file. `drop` ends it, harmless when it is over. */
export type FileExchange =
  | { readonly kind: 'answered'; readonly pieces: AsyncIterable<Uint8Array>; brokenOff(): string | null; drop(): void }
  | Exclude<Exchange, { readonly kind: 'answered' }>;

/** A call held ready on a connection, lacking only its body. */
export interface PreparedPost {
  /** Sends it; called at most once. Never rejects. @param leaveWithinMs when no byte has left by then, none will */
  send(body: string, leaveWithinMs?: number): Promise<Exchange>;
  /** Lets it go unsent. Harmless after `send`. */
  discard(): void;
}

/** Carries bodies to an acquirer and back. The one thing of a gateway that touches a network; nothing here rejects. */
export interface Transport {
  /** @param bodyBytes length of the body to come, so that everything before it can be ready; 0 of a question by GET */
  prepare(call: Call, bodyBytes: number): PreparedPost;
  /** Asks by POST for a file of any size: another host is asked when one gives no answer, not when it breaks off in the middle. Needs no certificate, changes nothing there. */
  download(path: string, body: string): Promise<FileExchange>;
  /** Whether the acquirer answers at all. Also keeps connections warm. */
  probe(timeoutMs: number): Promise<boolean>;
  /** Drops every connection; what is in flight ends as `no_answer`. */
  close(): Promise<void>;
}
