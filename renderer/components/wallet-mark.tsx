/** A placeholder for the wallet's own artwork, which a shop ships under the owner's brand rules. The wallet's name stands beside it. */
export function WalletMark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--wechat)" />
      <path
        d="M10 4.6c-3.4 0-6 2.1-6 4.8 0 1.6.9 2.9 2.3 3.8l-.5 2 2.3-1.2c.6.1 1.2.2 1.9.2 3.4 0 6-2.1 6-4.8s-2.6-4.8-6-4.8z"
        fill="#ffffff"
      />
    </svg>
  );
}
