import * as v from 'valibot';
import type { Config, GatewayConfig, PrinterConfig, ScannerConfig } from '../config/config.ts';
import type { SettingsView } from '../contract/settings.ts';
import { type Readings, reading } from './desk.ts';

/** `settings`: what the terminal was told at its start, without what opens anything. */
export function settingsReadings(config: Config, version: string): Readings {
  const value = settingsView(config, version);
  return { settings: reading('see_reports', v.object({}), () => ({ ok: true, value })) };
}

function settingsView({ store, gateway, payment, scanners, printers, office, till, manager }: Config, version: string): SettingsView {
  return {
    version,
    store,
    acquirer: acquirerOf(gateway),
    times: { customerMs: payment.customerTimeoutMs, codeMs: payment.codeValidityMs, requestMs: payment.requestTimeoutMs },
    refundLimit: office.refundLimitFen,
    scanners: scanners.map(scannerLine),
    printers: printers.map(printerLine),
    tillListen: till.listen,
    manager: manager && { listen: manager.listen, port: manager.port, isPlainHttp: manager.tls === null },
  };
}

function acquirerOf(gateway: GatewayConfig): SettingsView['acquirer'] {
  if (gateway.kind === 'sandbox') return { kind: 'sandbox' };
  const hosts = gateway.endpoints.map((endpoint) => new URL(endpoint).host);
  if (gateway.kind === 'wooshpay') return { kind: 'wooshpay', isLive: gateway.secretKey.startsWith('sk_live_'), hosts };
  return {
    kind: 'wechat-v2',
    merchantTail: gateway.mchId.slice(-4),
    hosts,
    hasCertificate: gateway.clientCert !== null,
  };
}

function scannerLine(scanner: ScannerConfig): string {
  if (scanner.kind === 'serial') return `serial ${scanner.path}`;
  return 'auto' in scanner ? 'usb auto' : `usb ${hex(scanner.vendorId)}:${hex(scanner.productId)}`;
}

function printerLine(printer: PrinterConfig): string {
  switch (printer.kind) {
    case 'tcp':
      return `tcp ${printer.host}:${printer.port}`;
    case 'usb':
      return printer.device ? `usb ${hex(printer.device.vendorId)}:${hex(printer.device.productId)}` : 'usb auto';
    case 'serial':
    case 'file':
      return `${printer.kind} ${printer.path}`;
  }
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
