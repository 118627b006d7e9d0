import type { ScannerView } from '../../src/contract/view.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { Light, type LightLook } from '../components/light.tsx';
import type { Text } from '../text/text.ts';
import { type ScannerNews, scannerNews } from './scanner-news.ts';

type ScannerLightProps = { readonly scanners: readonly ScannerView[]; readonly text: Text; readonly onPress: () => void };

/** The ink plate is for when nothing can be scanned. */
const LOOKS: Readonly<Record<ScannerNews['kind'], readonly [LightLook, IconName]>> = {
  none: ['quiet', 'scan'],
  ready: ['ok', 'scan'],
  some: ['quiet', 'scannerGone'],
  opening: ['quiet', 'scan'],
  gone: ['off', 'scannerGone'],
  failed: ['off', 'scannerGone'],
};

/** Whether she can scan. Opens the page about scanners. */
export function ScannerLight({ scanners, text, onPress }: ScannerLightProps) {
  const news = scannerNews(scanners);
  const [look, icon] = LOOKS[news.kind];
  return (
    <Light look={look} icon={<Icon name={icon} />} onPress={onPress}>
      {wordOf(news, text.bar)}
    </Light>
  );
}

function wordOf(news: ScannerNews, words: Text['bar']): string {
  switch (news.kind) {
    case 'none':
    case 'ready':
      return words.scanner;
    case 'some':
      return words.scannerSome(news.ready, news.all);
    case 'opening':
      return words.scannerOpening;
    case 'gone':
      return words.scannerGone;
    case 'failed':
      return words.scannerFailed;
  }
}
