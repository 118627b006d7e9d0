import type { PairingText } from './pairing-text.ts';

export const pairingZhCn: PairingText = {
  title: '顾客屏',
  noDoor: '设置里没有开放给别的设备',
  noDoorNext: (setting) => `给店长：在设置里写好 ${setting}，再打开终端。本机的第二块屏不用配对`,
  addresses: '在那台设备的浏览器里打开',
  pair: { display: '配对顾客屏', self_service: '配对自助屏' },
  pairNotes: { display: '只看，不能按', self_service: '顾客自己选，自己付' },
  typeThere: '在那台设备上输入',
  goodFor: (left) => `${left} 内有效，只能用一次`,
  stop: '不配对了',
  paired: '已配对',
  none: '还没有配对的设备',
  roles: { display: '顾客屏', self_service: '自助屏' },
  connected: '已连上',
  away: '没有连上',
  since: (time) => `${time} 配对`,
  revoke: '取消配对',
};
