/** What the page and the study's worker say to one another. */
import type {
  CompileRequest,
  HeaderStack,
  SentError,
  ToolchainState,
  Verdict,
} from '../../compiler/index.ts';
import type { Catalogue } from '../../headers/index.ts';
import type { HeaderEdit } from '../../repro/index.ts';
import type {
  Abi,
  Asked,
  Filled,
  Fitting,
  ImpactRow,
  LayoutTarget,
  Reserved,
  Standing,
  Standings,
  TimelineInput,
  Whereabouts,
  Why,
} from '../../study/index.ts';

/** A failing request with the stacks under which it is known to compile. */
export interface Failing {
  request: CompileRequest;
  verdict: Verdict;
  compiling: HeaderStack[];
}

/** Compiles at a time. */
interface InLanes {
  lanes: number;
}

export interface ImpactAsked extends InLanes {
  edits: readonly HeaderEdit[];
  stop?: string;
  toolchain?: string;
}

/** Two stops of one consumer. */
export interface AbiAsked {
  before: CompileRequest;
  after: CompileRequest;
  target: LayoutTarget['id'];
  /** A ready Clang's id. */
  toolchain: string;
  /** What the consumer itself names when not given. */
  names?: readonly (string | Asked)[];
}

export interface Matrix extends Omit<TimelineInput, 'commandFor'>, InLanes {
  /** By toolchain, the command lines that differ from the request's own. */
  commands: Record<string, string>;
}

/** The calls the worker answers. `row` is what it tells meanwhile. */
export interface StudyCalls {
  why: { parameters: Failing; answer: Why; row: never };
  reserve: { parameters: Failing; answer: Reserved; row: never };
  impact: {
    parameters: ImpactAsked;
    answer: { elsewhere: string[] };
    row: { row: ImpactRow; done: number; of: number };
  };
  matrix: { parameters: Matrix; answer: { compiled: number; reused: number }; row: Filled };
  abi: { parameters: AbiAsked; answer: Abi; row: never };
  /** How each declaration of a header stands. */
  standings: { parameters: { path: string; stacks: Standings }; answer: Standing[]; row: never };
  /** Where a patch applies; the stops in the order they are to be tried. */
  fitting: {
    parameters: { patch: string; stops: readonly { id: string; stack: HeaderStack }[] };
    answer: Fitting;
    row: never;
  };
  /** Names of the headers' declarations that begin with a text, at most 40. */
  names: { parameters: { prefix: string }; answer: string[]; row: never };
  /** Where a name is declared, and from which stop to which. */
  whereabouts: {
    parameters: { name: string };
    answer: { rows: Whereabouts[]; all: number };
    row: never;
  };
}
export type StudyCall = keyof StudyCalls;

/** What the worker asks of the page, which has the compilers. */
export interface Asks {
  compile: { parameters: CompileRequest; answer: Verdict };
  readFiles: {
    parameters: { stack: HeaderStack; paths: readonly string[] };
    answer: Map<string, Uint8Array>;
  };
  digests: { parameters: { stack: HeaderStack; paths: readonly string[] }; answer: Map<string, string> };
  listFiles: { parameters: HeaderStack; answer: string[] };
}
export type Ask = keyof Asks;

export interface StudySite {
  catalogue: Catalogue;
  toolchains: readonly ToolchainState[];
}

export type ToStudy =
  | { type: 'start'; generated: string }
  | {
      [Name in StudyCall]: {
        type: 'call';
        id: number;
        name: Name;
        site: StudySite;
        parameters: StudyCalls[Name]['parameters'];
      };
    }[StudyCall]
  | { type: 'cancel'; id: number }
  | { type: 'answer'; ask: number; answer: Asks[Ask]['answer'] }
  | { type: 'refusal'; ask: number; error: SentError };

export type FromStudy =
  | {
      [Name in Ask]: {
        type: 'ask';
        ask: number;
        call: number;
        name: Name;
        parameters: Asks[Name]['parameters'];
      };
    }[Ask]
  | { type: 'row'; id: number; row: StudyCalls[StudyCall]['row'] }
  | { type: 'done'; id: number; answer: StudyCalls[StudyCall]['answer'] }
  | { type: 'failed'; id: number; error: SentError };
