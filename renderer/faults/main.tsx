import { createRoot } from 'react-dom/client';
import '../base.css';
import { createPageCamera } from '../camera/page-camera.ts';
import { connectWallet } from '../phone/wallet-link.ts';
import { faultsTextIn } from '../text/faults/catalogue.ts';
import { pageLocale } from '../text/page-locale.ts';
import { phoneTextIn } from '../text/phone/catalogue.ts';
import { connectFaults } from './faults-link.ts';
import { FaultsPage } from './faults-page.tsx';

const clocks = { monotonicMs: () => performance.now(), wallMs: () => Date.now() };
const links = { wallet: connectWallet(clocks.monotonicMs), faults: connectFaults() };

const locale = pageLocale(location.search, navigator.language);
const text = faultsTextIn(locale);
document.documentElement.lang = locale;
document.title = text.title;

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
const camera = createPageCamera(window, document, 'qr');
createRoot(root).render(
  <FaultsPage links={links} camera={camera} clocks={clocks} locale={locale} text={text} phoneText={phoneTextIn(locale)} />,
);
