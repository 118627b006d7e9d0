// The thread that reads any QR.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { createQrDecoder } from './decoding/qr-decoder.ts';
import { serveLooks } from './serve-looks.ts';

serveLooks(createQrDecoder({ wasm: wasmUrl }));
