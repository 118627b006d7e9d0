import type { WooshDesk } from './desk.ts';
import type { Session } from './intent.ts';
import { asText } from './json.ts';

/** A page of the acquirer's own, in the customer's language. */
const WORDS = {
  zh: { open: '用微信支付', complete: '已支付', expired: '链接已失效', pay: '去微信支付', hint: '请在手机上输入密码', items: '商品' },
  en: {
    open: 'Pay with WeChat',
    complete: 'Paid',
    expired: 'This link is no longer valid',
    pay: 'Open WeChat',
    hint: 'Enter the password on the phone',
    items: 'Items',
  },
  ko: {
    open: '위챗페이로 결제',
    complete: '결제 완료',
    expired: '만료된 링크입니다',
    pay: '위챗 열기',
    hint: '휴대폰에서 비밀번호를 입력하세요',
    items: '상품',
  },
} as const;
type Language = keyof typeof WORDS;

/** Nothing may be loaded or run; the one form leads back here. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** The session that a page's path leads to, or null. */
export function sessionAt({ sessions }: WooshDesk, path: string): Session | null {
  const digits = /^\/pay\/cs_test_(\d{19})$/.exec(path)?.[1];
  return sessions.find(`cs_${digits}`) ?? null;
}

/** The page of a session, for the customer. @param languages the header `Accept-Language` */
export function showPage({ intents }: WooshDesk, session: Session, languages: string): string {
  const language = (/\b(zh|en|ko)\b/i.exec(languages)?.[1]?.toLowerCase() ?? 'en') as Language;
  const words = WORDS[language];
  const intent = intents.find(session.intentId);
  const items = session.items.map((item) => `<li>${asHtml(asText(item.description) ?? '')} × ${Number(item.quantity)}</li>`).join('');
  const action =
    session.status !== 'open'
      ? ''
      : intent?.dialog === 'open'
        ? `<p>${words.hint}</p>`
        : `<form method="post"><button>${words.pay}</button></form>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words[session.status]}</title>
<style>body{font:16px/1.5 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem}strong{font-size:2rem}button{font:inherit;min-height:44px;padding:0 1.5rem}</style>
<h1>${words[session.status]}</h1><p><strong>${session.currency} ${(session.amount / 100).toFixed(2)}</strong></p>
<ul aria-label="${words.items}">${items}</ul>${action}<p><code>${asHtml(intent?.offered ?? '')}</code></p></html>`;
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
