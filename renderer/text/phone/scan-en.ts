import type { ScanText } from './scan-text.ts';

export const scanEn: ScanText = {
  title: 'Scan',
  pages: 'Payment code and scan',
  picture: "The camera's picture",
  aim: 'Hold the shop’s QR code in the frame',
  opening: 'Opening',
  torch: 'Light',
  another: 'Switch camera',
  again: 'Open the camera',
  paste: 'Or paste the code’s text or a link',
  open: 'Open',
  camera: {
    asking: { what: 'Opening the camera', next: 'If you are asked, choose Allow' },
    refused: {
      what: 'The camera is not allowed',
      next: 'Allow it at the address bar or in the system’s privacy settings, then open it again',
    },
    none: { what: 'No camera found', next: 'Plug one in and it opens by itself. Pasting the code’s text pays as well' },
    busy: { what: 'Another program uses the camera', next: 'Close that program, then open it again' },
    lost: { what: 'The camera was unplugged', next: 'Plug it in and it opens by itself. Pasting the code’s text pays as well' },
    broken: { what: 'No camera can be used here', next: 'Pasting the code’s text pays as well' },
    hidden: { what: 'The camera is off', next: 'This window was put away' },
    idle: { what: 'The camera is off', next: 'It saw no code for three minutes' },
  },
  not: {
    payment_code: { what: 'That is a payment code', next: 'Those are for the cashier. Scan the code on the shop’s screen' },
    alipay: { what: 'That is an Alipay code', next: 'This phone has WeChat only. Scan the code on the shop’s screen' },
    unionpay: { what: 'That is a UnionPay code', next: 'This phone has WeChat only. Scan the code on the shop’s screen' },
    wechat_person: { what: 'That is a real WeChat code', next: 'This phone has no real money to pay it with' },
    unknown_code: { what: 'Nothing to pay here', next: 'This phone pays this terminal’s codes and links' },
    order_over: { what: 'This order is over', next: 'Ask the cashier for a new code' },
    no_network: { what: 'The phone has no network', next: 'Turn it on in the customer settings' },
    failed: { what: 'Not delivered', next: 'Try again' },
  },
};
