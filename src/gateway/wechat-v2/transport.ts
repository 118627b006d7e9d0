/** One exchange, as the gateway wants it done. */
export type Call = {
  readonly path:
    | '/pay/micropay'
    | '/pay/orderquery'
    | '/secapi/pay/reverse'
    | '/secapi/pay/refund'
    | '/pay/refundquery'
    | '/pay/unifiedorder'
    | '/pay/closeorder'
    | '/tools/authcodetoopenid';
  readonly needsCertificate: boolean;
  /** May be sent again, to another host, even when it may have arrived. A submission never is. */
  readonly safeToRepeat: boolean;
  /** Over all of it: connecting, sending, the whole answer, a second host. */
  readonly timeoutMs: number;
};

/** How an exchange ended. `sentMsAgo`: how long ago the first byte may have left, by the monotonic clock. */
export type Exchange =
  | { readonly kind: 'answered'; readonly body: Uint8Array; readonly sentMsAgo: number } // HTTP 200, within the size limit
  | { readonly kind: 'no_answer'; readonly reason: string; readonly lineLost: boolean; readonly sentMsAgo: number } // may have arrived
  | { readonly kind: 'not_sent'; readonly reason: string }; // certain, at every host, that no byte left

/** Where files are asked for. Asking changes nothing there, and needs no certificate. */
export type FilePath = '/pay/downloadbill';

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

/** Carries bodies to the acquirer and back. The one thing of this gateway that touches a network; nothing here rejects. */
export interface Transport {
  /** @param bodyBytes length of the body to come, so that everything before it can be ready */
  prepare(call: Call, bodyBytes: number): PreparedPost;
  /** Asks for a file of any size: another host is asked when one gives no answer, not when it breaks off in the middle. */
  download(path: FilePath, body: string): Promise<FileExchange>;
  /** Whether the acquirer answers at all. Also keeps connections warm. Source: cross-city guide, GET /pay/orderquery. */
  probe(timeoutMs: number): Promise<boolean>;
  /** Drops every connection; what is in flight ends as `no_answer`. */
  close(): Promise<void>;
}
