/** GCC 8.3.1, the compiler family of the founding report. Debian carries its source for the Arm microcontrollers'
 * compiler, with every back end in it. */
import { warnsAsOn64Bits } from './debian.ts';
import type { GccVersion } from './model.ts';

export const gcc831: GccVersion = {
  version: '8.3.1',
  source: {
    name: 'gcc-arm-none-eabi-source',
    suite: 'bullseye',
    version: '15:8-2019-q3-1',
    sha256: '259ee90237c49e9cc758c5cf8df9f5f193d752876d8216af66767a3155f653de',
  },
  tarball: 'usr/src/gcc-arm-none-eabi-source.tar.xz',
  top: '.',
  headersVersion: '8',
  configureArguments: ['--with-glibc-version=2.31', '--disable-libmpx', '--disable-libhsail-rt'],
  standard: 'gnu++14',
  // The other languages' front ends stay: GCC knows their options and names them in its messages.
  unneeded: [
    './gcc/testsuite',
    './gcc/ada/*.ad[bs]',
    './gcc/doc',
    './gcc/po',
    './libstdc++-v3',
    './libsanitizer',
    './libgo',
    './*/ChangeLog*',
  ],
  edits: [warnsAsOn64Bits('c')],
  slowest: [
    'i386.o',
    'c/c-parser.o',
    'fold-const.o',
    'generic-match.o',
    'dwarf2out.o',
    'c-family/c-common.o',
    'insn-output.o',
  ],
  lite: {
    objects: (
      'alias.o alloc-pool.o asan.o attribs.o bb-reorder.o bitmap.o builtins.o ' +
      'c-family/c-attribs.o c-family/c-common.o c-family/c-cppbuiltin.o c-family/c-format.o c-family/c-gimplify.o c-family/c-indentation.o c-family/c-lex.o ' +
      'c-family/c-omp.o c-family/c-opts.o c-family/c-pch.o c-family/c-ppoutput.o c-family/c-pragma.o c-family/c-pretty-print.o c-family/c-semantics.o ' +
      'c-family/c-spellcheck.o c-family/c-ubsan.o c-family/c-warn.o c-family/known-headers.o c-family/stub-objc.o c/c-aux-info.o c/c-convert.o ' +
      'c/c-decl.o c/c-errors.o c/c-fold.o c/c-lang.o c/c-objc-common.o c/c-parser.o c/c-typeck.o ' +
      'c/gimple-parser.o calls.o cfgexpand.o cfgloopanal.o cgraph.o cgraphunit.o context.o ' +
      'convert.o coverage.o cppbuiltin.o cppdefault.o dbgcnt.o debug.o df-core.o ' +
      'dfp.o double-int.o dumpfile.o dwarf2cfi.o dwarf2out.o emit-rtl.o except.o ' +
      'explow.o expmed.o expr.o file-prefix-map.o final.o fixed-value.o fold-const-call.o ' +
      'fold-const.o function.o gcc-rich-location.o gcse.o generic-match.o ggc-common.o ggc-page.o ' +
      'gimple-expr.o gimple-fold.o gimple-match.o gimple.o gimplify.o glibc-c.o gtype-desc.o ' +
      'host-default.o hwint.o i386-c.o i386.o incpath.o insn-enums.o insn-modes.o ' +
      'insn-opinit.o insn-output.o insn-preds.o internal-fn.o ipa-visibility.o ira-costs.o ira.o ' +
      'langhooks.o linux.o lower-subreg.o lra.o lto-streamer.o main.o omp-general.o ' +
      'optabs-libfuncs.o optabs-query.o optabs-tree.o options-save.o opts-global.o passes.o plugin.o ' +
      'predict.o print-rtl.o real.o realmpfr.o recog.o reginfo.o reload1.o ' +
      'rtl.o rtlanal.o rtlhooks.o rtx-vector-builder.o spellcheck-tree.o spellcheck.o statistics.o ' +
      'stmt.o stor-layout.o stringpool.o substring-locations.o symtab.o target-globals.o targhooks.o ' +
      'timevar.o toplev.o trans-mem.o tree-chkp.o tree-dfa.o tree-diagnostic.o tree-eh.o ' +
      'tree-inline.o tree-iterator.o tree-pretty-print.o tree-ssa-alias.o tree-ssa.o tree-ssanames.o tree-vector-builder.o ' +
      'tree.o ubsan.o varasm.o varpool.o wide-int-print.o wide-int.o'
    ).split(' '),
    cut: {
      _ZN12symbol_table25finalize_compilation_unitEv: 'vi',
      _ZN3gcc12dump_manager13dump_switch_pEPKc: 'iii',
      _Z17opt_info_switch_pPKc: 'ii',
      _Z11enable_passPKc: 'vi',
      _Z12disable_passPKc: 'vi',
      _Z11dump_passesv: 'v',
      _ZNK3gcc12pass_manager11dump_passesEv: 'vi',
      _Z16asan_finish_filev: 'v',
      _Z16tsan_finish_filev: 'v',
      _Z16chkp_finish_filev: 'v',
      _Z15omp_finish_filev: 'v',
      _Z15hsa_output_brigv: 'v',
      _Z27output_shared_constant_poolv: 'v',
      _Z20output_object_blocksv: 'v',
      _Z21finish_tm_clone_pairsv: 'v',
      _Z11weak_finishv: 'v',
      _Z22dwarf2out_frame_finishv: 'v',
      _Z29dw2_output_indirect_constantsv: 'v',
      _Z34process_pending_assemble_externalsv: 'v',
      _Z16end_auto_profilev: 'v',
      _Z14initialize_rtlv: 'v',
    },
    emptied: [
      '_ZN3gcc12pass_managerC1EPNS_7contextE',
      '_ZN3gcc12pass_manager26finish_optimization_passesEv',
      '_Z13register_passP18register_pass_info',
    ],
    zeroed: [
      'current_sched_info',
      'block_to_bb',
      'containing_rgn',
      'rgn_table',
      'insn_rr',
      'ipa_fn_summaries',
      'names_to_release',
      'length_unit_log',
      'profile_info',
      'dbx_debug_hooks',
      'ipa_edge_args_sum',
      'ipa_node_params_sum',
      'ipcp_transformations',
      'offload_funcs',
      'offload_vars',
      'regstat_n_sets_and_refs',
      'chrec_dont_know',
      'chrec_known',
      'ipa_escaped_pt',
    ],
  },
};
