import type { SettingsView } from '../../../src/contract/settings.ts';
import { moneyText } from '../../text/amount-text.ts';
import type { SettingsWords } from '../../text/manager/settings-text.ts';
import styles from './settings.module.css';

function acquirerLine(acquirer: SettingsView['acquirer'], words: SettingsWords): string {
  if (acquirer.kind === 'sandbox') return words.sandbox;
  return acquirer.kind === 'wooshpay' ? 'WooshPay' : words.wechat(acquirer.merchantTail);
}

type CardProps = { readonly settings: SettingsView; readonly words: SettingsWords; readonly currency: string };

/** What the configuration says, to be read and not changed here. @param currency the store's */
export function ConfigurationCard({ settings, words, currency }: CardProps) {
  const { store, acquirer, times, manager } = settings;
  const facts: readonly (readonly [string, string])[] = [
    [words.storeName, store.name],
    [words.terminal, store.terminalId],
    [words.acquirer, acquirerLine(acquirer, words)],
    ...(acquirer.kind === 'wechat-v2'
      ? [[words.certificate, acquirer.hasCertificate ? words.hasCertificate : words.noCertificate] as const]
      : []),
    [words.waits, words.customerWait(Math.round(times.customerMs / 1000))],
    [words.refundLimit, words.upTo(moneyText(settings.refundLimit, currency))],
    [words.scanners, settings.scanners.join('\n') || words.none],
    [words.printers, settings.printers.join('\n') || words.none],
    [words.till, isLoopback(settings.tillListen) ? words.tillHere : words.tillOpen(settings.tillListen)],
    [words.tablet, tabletLine(manager, words)],
    [words.language, `${words.languages[store.locale]}　${store.timeZone}`],
    [words.version, settings.version],
  ];
  return (
    <section className={styles.card} aria-labelledby="configuration">
      <header>
        <h2 id="configuration">{words.shop}</h2>
        <p>{words.note}</p>
      </header>
      <dl>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function tabletLine(manager: SettingsView['manager'], words: SettingsWords): string {
  if (!manager) return words.tabletClosed;
  return manager.isPlainHttp ? words.tabletPlain(manager.port) : words.tabletTls(manager.port);
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}
