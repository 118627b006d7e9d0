import type { CameraText } from './camera-text.ts';

export const cameraZhCn: CameraText = {
  use: '用摄像头',
  close: '关摄像头',
  torch: '补光灯',
  mirror: '镜像',
  another: '切换',
  picture: '摄像头画面',
  aim: '把付款码放进框里',
  asking: { what: '正在打开摄像头', next: '问起能不能用摄像头时，点「允许」' },
  refused: { what: '没有允许用摄像头', next: '在地址栏的图标或系统的隐私设置里改成允许，再按 F12' },
  none: { what: '没有找到摄像头', next: '插上就会自动打开；也可以用扫码枪' },
  busy: { what: '别的程序正在用摄像头', next: '关掉那个程序，再按 F12' },
  lost: { what: '摄像头断开了', next: '插好就会自动打开；也可以用扫码枪' },
  broken: { what: '这个窗口用不了摄像头', next: '请用扫码枪，或关掉窗口重新打开' },
  hidden: { what: '摄像头关了', next: '窗口刚才被收起。要用就按 F12' },
  idle: { what: '摄像头关了', next: '三分钟没有看到付款码。要用就按 F12' },
};
