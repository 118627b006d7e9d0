import { createRoot } from 'react-dom/client';
import '../base.css';
import { createPageCamera } from '../camera/page-camera.ts';
import { pageLocale } from '../text/page-locale.ts';
import { phoneTextIn } from '../text/phone/catalogue.ts';
import { PhonePage } from './phone-page.tsx';
import { connectWallet } from './wallet-link.ts';

function clock(): number {
  return performance.now();
}

const locale = pageLocale(location.search, navigator.language);
const text = phoneTextIn(locale);
document.documentElement.lang = locale;
document.title = text.title;

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
const camera = createPageCamera(window, document, 'qr');
createRoot(root).render(<PhonePage link={connectWallet(clock)} camera={camera} clock={clock} locale={locale} text={text} />);
