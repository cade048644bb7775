/** A page with nothing but the compiler, for tests to drive. */
import { type CompileOptions, type CompileRequest, Compiler } from '../../../../src/compiler/index.ts';

export interface Outcome {
  verdict?: { exitCode: number; plain: string; filesRead: string[]; milliseconds: number; module: string };
  failure?: { name: string; kind?: string; message: string; advice: string };
  /** From the call to its answer. */
  wall: number;
}

let compiler = new Compiler({ generated: new URL('generated/', location.href).href });

const api = {
  async compile(
    request: CompileRequest,
    options: CompileOptions & { abortAfter?: number } = {},
  ): Promise<Outcome> {
    const begun = performance.now();
    const { abortAfter, ...rest } = options;
    if (abortAfter !== undefined) rest.signal = AbortSignal.timeout(abortAfter);
    try {
      const { exitCode, plain, filesRead, milliseconds, module } = await compiler.compile(request, rest);
      return {
        verdict: { exitCode, plain, filesRead, milliseconds, module },
        wall: performance.now() - begun,
      };
    } catch (error) {
      const { name, kind, message, advice } = error as Error & { kind?: string; advice: string };
      return {
        failure: { name, message, advice, ...(kind === undefined ? {} : { kind }) },
        wall: performance.now() - begun,
      };
    }
  },
  readFile: async (headers: string[], path: string) =>
    new TextDecoder().decode(await compiler.readFile({ headers }, path)),
  listFiles: (headers: string[]) => compiler.listFiles({ headers }),
  renew: () => {
    compiler.close();
    compiler = new Compiler({ generated: new URL('generated/', location.href).href });
  },
};
export type PageApi = typeof api;
Object.assign(globalThis, { api });
