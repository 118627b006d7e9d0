// The thread that reads payment codes.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { createProductDecoder } from './decoding/product-decoder.ts';
import { serveLooks } from './serve-looks.ts';

serveLooks(createProductDecoder({ wasm: wasmUrl }));
