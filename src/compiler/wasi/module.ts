/** A compiler's module, compiled, as the machine runs it. How it is fetched differs between page and terminal. */
export interface CompilerModule {
  /** Hex digest of the module's bytes. */
  sha256: string;
  compiled: WebAssembly.Module;
  /** The module's own bytes, for when no stub can stand in for them. */
  bytes(): Promise<Uint8Array>;
}
