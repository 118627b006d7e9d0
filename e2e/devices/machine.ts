import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kernel } from './kernel.ts';

/** Several times what the tests take. */
const LIMIT_MS = 150_000;

/** USB devices that QEMU makes, plugged in from the start. */
const KEYBOARD = 'usb-kbd,id=keyboard';
const SERIAL = 'usb-serial,chardev=line,id=serial,always-plugged=on';

/** The same, plugged in again. QEMU does not give the line of a pulled adapter free, so it gets another one. */
const AGAIN: Readonly<Record<string, string>> = { keyboard: KEYBOARD, serial: SERIAL.replace('=line', '=line2') };

export type MachineParts = {
  readonly kernel: Kernel;
  readonly initrd: string;
  readonly folder: string; // for its sockets
  readonly project: string; // shared with the guest, read-only
  tell(line: string): void;
};

/**
 * Starts the small machine and serves it until it ends: a line `>> unplug NAME`, `>> plug NAME`, `>> keys a b ret` or
 * `>> serial HEX` of the guest is done to its USB devices.
 *
 * @returns the exit code of the guest's command, or null when it did not get that far
 */
export async function runMachine(parts: MachineParts): Promise<number | null> {
  const sockets = ['monitor', 'line', 'line2'].map((name) => path.join(parts.folder, name));
  const qemu = spawn('qemu-system-x86_64', qemuArgs(parts, sockets), { stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => qemu.kill('SIGKILL'), LIMIT_MS);
  let complaints = '';
  qemu.stderr.on('data', (piece) => {
    complaints = `${complaints}${piece}`.slice(-2_000);
  });
  const [monitor, first, second] = await Promise.all(sockets.map((socket) => reach(socket, qemu)));
  let line = first;
  let code: number | null = null;
  for await (const text of createInterface({ input: qemu.stdout })) {
    const [, verb = '', rest = ''] = /^>> (\w+) ?(.*)$/.exec(text.trimEnd()) ?? [];
    if (verb === 'done') code = Number(rest);
    else if (verb === 'plug') {
      monitor?.write(`device_add ${AGAIN[rest]}\n`);
      if (rest === 'serial') line = second;
    } else if (verb === 'unplug') monitor?.write(`device_del ${rest}\n`);
    else if (verb === 'keys') for (const key of rest.split(' ')) monitor?.write(`sendkey ${key} 15\n`);
    else if (verb === 'serial') line?.write(Buffer.from(rest, 'hex'));
    else if (text.trim() !== '') parts.tell(text.trimEnd());
  }
  clearTimeout(timer);
  if (code === null) parts.tell(`the small machine did not finish (${qemu.signalCode ?? qemu.exitCode}) ${complaints}`);
  for (const socket of [monitor, first, second]) socket?.destroy();
  return code;
}

/** QEMU plays the processor itself: slower than KVM, but KVM inside of a virtual machine ends QEMU where it is not quite right. */
function qemuArgs({ kernel, initrd, project }: MachineParts, sockets: readonly string[]): readonly string[] {
  const share = (folder: string, tag: string) => `local,path=${folder},mount_tag=${tag},security_model=none,readonly=on,multidevs=remap`;
  return [
    ...['-accel', 'tcg', '-cpu', 'max', '-m', '1024', '-smp', '1'],
    ...['-kernel', kernel.image, '-initrd', initrd, '-append', 'console=ttyS0 quiet loglevel=0 panic=-1 mitigations=off'],
    ...['-display', 'none', '-no-reboot', '-nic', 'none', '-serial', 'stdio'],
    ...['-virtfs', share('/', 'host'), '-virtfs', share(project, 'project')],
    ...sockets.flatMap((socket) => ['-chardev', `socket,id=${path.basename(socket)},path=${socket},server=on,wait=off`]),
    ...['-mon', 'chardev=monitor,mode=readline'],
    ...['-device', 'qemu-xhci', '-device', KEYBOARD, '-device', SERIAL],
  ];
}

/** Connects to a socket that QEMU makes while it starts. @returns null when QEMU ends first */
async function reach(socketPath: string, qemu: ChildProcess): Promise<Socket | null> {
  while (qemu.exitCode === null && qemu.signalCode === null && qemu.pid !== undefined) {
    const socket = connect(socketPath);
    try {
      await once(socket, 'connect');
      socket.on('error', () => {}); // the machine ends before us
      return socket.resume();
    } catch {
      await sleep(20); // not there yet
    }
  }
  return null;
}
