// What the compiler of the core writes: build/wasm/wasm/mittari.mjs.
declare module "mittari-glue" {
  interface SessionDoors {
    reserve(bytes: number): number;
    feed(bytes: number): string;
    merge(bytes: number): string;
    call(operation: string, json: string): string;
    report(json: string): Uint8Array;
    state(): Uint8Array;
  }
  interface MittariModule {
    HEAPU8: Uint8Array;
    Session: new () => SessionDoors;
  }
  export default function createModule(options: {
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object;
    print?: (text: string) => void;
    printErr?: (text: string) => void;
  }): Promise<MittariModule>;
}
