import type { ScanText } from './scan-text.ts';

export const scanZhCn: ScanText = {
  title: '扫一扫',
  pages: '付款码和扫一扫',
  picture: '摄像头画面',
  aim: '把商家的二维码放进框里',
  opening: '正在打开',
  torch: '补光灯',
  another: '切换摄像头',
  again: '打开摄像头',
  paste: '或粘贴码的内容、付款链接',
  open: '打开',
  camera: {
    asking: { what: '正在打开摄像头', next: '问起能不能用摄像头时，点「允许」' },
    refused: { what: '没有允许用摄像头', next: '在浏览器或系统里改成允许，再打开' },
    none: { what: '没有找到摄像头', next: '插上就会自动打开，也可以在下面粘贴' },
    busy: { what: '别的程序正在用摄像头', next: '关掉那个程序，再打开一次' },
    lost: { what: '摄像头断开了', next: '插好就会自动打开，也可以在下面粘贴' },
    broken: { what: '这里用不了摄像头', next: '请在下面粘贴码的内容' },
    hidden: { what: '摄像头关了', next: '这个窗口刚才被收起' },
    idle: { what: '摄像头关了', next: '三分钟没有看到二维码' },
  },
  not: {
    payment_code: { what: '这是付款码', next: '付款码是给收银员扫的，请扫商家屏幕上的码' },
    alipay: { what: '这是支付宝的码', next: '这部手机只有微信，请扫商家屏幕上的码' },
    unionpay: { what: '这是云闪付的码', next: '这部手机只有微信，请扫商家屏幕上的码' },
    wechat_person: { what: '这是真的微信收款码', next: '模拟手机没有真钱，付不了它' },
    unknown_code: { what: '这个付不了款', next: '只能扫这台收银机出的码和链接' },
    order_over: { what: '这笔已经结束', next: '请收银员再出一个码' },
    no_network: { what: '手机没网', next: '请在顾客设置里打开手机网络' },
    failed: { what: '没有送到', next: '请再试一次' },
  },
};
