import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, parseDiagnostics } from '../../../src/compiler/index.ts';

const summary = ({ severity, place, endColumn, message, option }: Diagnostic) =>
  `${place ? `${place.file}:${place.line}:${place.column}-${endColumn ?? ''} ` : ''}${severity}: ${message}${option ? ` ${option}` : ''}`;

const GCC_8 = `../../hw/vfio/pci-quirks.c: In function ‘ram_init’:
../../hw/vfio/pci-quirks.c:1597:36: error: ‘NVLINK2_RAM’ undeclared (first use in this function); did you mean ‘ASYNC_CMD’?
                                    NVLINK2_RAM,
                                    ^~~~~~~~~~~
                                    ASYNC_CMD
../../hw/vfio/pci-quirks.c:1597:36: note: each undeclared identifier is reported only once for each function it appears in
../../hw/vfio/pci-quirks.c:1624:49: error: dereferencing pointer to incomplete type ‘struct ssatgt’
                      (void *) (uintptr_t) cap->tgt);
                                              ^~
cc1: all warnings being treated as errors
`;

const GCC_12 = `In file included from h1.h:1,
                 from t.c:1:
h2.h: In function ‘bad’:
h2.h:1:31: error: ‘gone’ undeclared (first use in this function)
    1 | static int bad(void) { return gone; }
      |                               ^~~~
h2.h:1:31: note: each undeclared identifier is reported only once for each function it appears in
h2.h: In function ‘bad2’:
h2.h:2:32: error: ‘gone2’ undeclared (first use in this function)
    2 | static int bad2(void) { return gone2; }
      |                                ^~~~~
t.c: In function ‘f’:
t.c:7:9: warning: implicit declaration of function ‘printf’ [-Wimplicit-function-declaration]
    7 |         printf("%s", 3);
      |         ^~~~~~
t.c:2:1: note: include ‘<stdio.h>’ or provide a declaration of ‘printf’
    1 | #include "h1.h"
  +++ |+#include <stdio.h>
    2 | struct s { int field; };
t.c:7:18: error: format ‘%s’ expects argument of type ‘char *’, but argument 2 has type ‘int’ [-Werror=format=]
    7 |         printf("%s", 3);
      |                 ~^   ~
      |                  |   |
      |                  |   int
      |                  char *
      |                 %d
t.c:9:17: error: expected ‘;’ before ‘}’ token
    9 |         return 1 }
      |                 ^~
      |                 ;
t.c: At top level:
t.c:12:12: warning: ‘g’ declared ‘static’ but never defined [-Wunused-function]
   12 | static int g(void);
      |            ^
cc1: some warnings being treated as errors
`;

const CLANG = `warning: unknown warning option '-Wnonsense' [-Wunknown-warning-option]
In file included from t.c:1:
In file included from ./h1.h:1:
./h2.h:1:31: error: use of undeclared identifier 'gone'
    1 | static int bad(void) { return gone; }
      |                               ^~~~
t.c:9:2: error: no member named 'nofield' in 'struct s'; did you mean 'field'? [-Werror,-Wmade-up]
    9 |         MAC(p);
      |         ^~~~~~
t.c:3:22: note: expanded from macro 'MAC'
    3 | #define MAC(x) ((x)->nofield)
      |                      ^
t.c:10:10: error: member reference type 'struct s *' is a pointer; did you mean to use '->'?
   10 |         return p.field;
      |                ~^
      |                 ->
1 warning and 3 errors generated.
`;

describe('diagnostics of GCC 8', () => {
  const found = parseDiagnostics(GCC_8);

  it('have place, underline and message', () => {
    expect(found.map(summary)).toEqual([
      '../../hw/vfio/pci-quirks.c:1597:36-47 error: ‘NVLINK2_RAM’ undeclared (first use in this function); did you mean ‘ASYNC_CMD’?',
      '../../hw/vfio/pci-quirks.c:1624:49-51 error: dereferencing pointer to incomplete type ‘struct ssatgt’',
    ]);
  });

  it('keep their notes, their function and their lines', () => {
    expect(found[0]?.notes.map(summary)).toEqual([
      '../../hw/vfio/pci-quirks.c:1597:36- note: each undeclared identifier is reported only once for each function it appears in',
    ]);
    expect(found.map((each) => [each.inFunction, each.lines])).toEqual([
      ['ram_init', { first: 0, last: 5 }],
      ['ram_init', { first: 6, last: 8 }],
    ]);
  });

  it('suggest a replacement of what is underlined', () => {
    expect(found[0]?.fixIts).toEqual([{ line: 1597, column: 36, end: 47, text: 'ASYNC_CMD' }]);
  });
});

describe('diagnostics of GCC 9 and later, with a gutter', () => {
  const found = parseDiagnostics(GCC_12);

  it('have place, underline, message and option', () => {
    expect(found.map(summary)).toEqual([
      'h2.h:1:31-35 error: ‘gone’ undeclared (first use in this function)',
      'h2.h:2:32-37 error: ‘gone2’ undeclared (first use in this function)',
      't.c:7:9-15 warning: implicit declaration of function ‘printf’ -Wimplicit-function-declaration',
      't.c:7:18-19 error: format ‘%s’ expects argument of type ‘char *’, but argument 2 has type ‘int’ -Wformat=',
      't.c:9:17-19 error: expected ‘;’ before ‘}’ token',
      't.c:12:12-13 warning: ‘g’ declared ‘static’ but never defined -Wunused-function',
    ]);
  });

  it('know by which includes the file came, also where that is said only once', () => {
    const chain = [
      { file: 'h1.h', line: 1, column: 0 },
      { file: 't.c', line: 1, column: 0 },
    ];
    expect(found.slice(0, 3).map((each) => each.includedFrom)).toEqual([chain, chain, []]);
  });

  it('tell replacements from labels, insertions and whole new lines', () => {
    expect(found[2]?.notes[0]?.fixIts).toEqual([
      { line: 2, column: 1, end: 1, text: '#include <stdio.h>\n' },
    ]);
    expect(found[3]?.fixIts).toEqual([{ line: 7, column: 17, end: 19, text: '%d' }]);
    expect(found[4]?.fixIts).toEqual([{ line: 9, column: 17, end: 17, text: ';' }]);
  });

  it('are outside any function at top level', () => {
    expect(found.map((each) => each.inFunction)).toEqual(['bad', 'bad2', 'f', 'f', 'f', undefined]);
  });
});

describe('diagnostics of Clang', () => {
  const found = parseDiagnostics(CLANG);

  it('have place, underline, message and option', () => {
    expect(found.map(summary)).toEqual([
      "warning: unknown warning option '-Wnonsense' -Wunknown-warning-option",
      "./h2.h:1:31-35 error: use of undeclared identifier 'gone'",
      "t.c:9:2-8 error: no member named 'nofield' in 'struct s'; did you mean 'field'? -Wmade-up",
      "t.c:10:10-11 error: member reference type 'struct s *' is a pointer; did you mean to use '->'?",
    ]);
    expect(found[2]?.notes.map(summary)).toEqual(["t.c:3:22-23 note: expanded from macro 'MAC'"]);
    expect(found[3]?.fixIts).toEqual([{ line: 10, column: 10, end: 11, text: '->' }]);
  });

  it('name the includes innermost first', () => {
    expect(found[1]?.includedFrom.map((place) => place.file)).toEqual(['./h1.h', 't.c']);
  });
});

describe('parsing diagnostics', () => {
  it('reads what the compiler says of itself', () => {
    expect(
      parseDiagnostics(
        'cc1: error: unrecognized command line option ‘-fnonsense’\nx.c:1:10: fatal error: n.h: No such file or directory\n #include <n.h>\n          ^~~~~\ncompilation terminated.\n',
      ).map(summary),
    ).toEqual([
      'error: unrecognized command line option ‘-fnonsense’',
      'x.c:1:10-15 fatal error: n.h: No such file or directory',
    ]);
  });

  it('does not take quoted source for a diagnostic', () => {
    const found = parseDiagnostics(
      'a.c:1:1: error: unknown type name ‘x’\nx.c:1:2: error: fake\n^\na.c:2:1: error: real\n',
    );
    expect(found.map(summary)).toEqual(['a.c:1:1-2 error: unknown type name ‘x’', 'a.c:2:1- error: real']);
  });

  it('finds nothing in nothing and never fails on anything', () => {
    expect(parseDiagnostics('')).toEqual([]);
    const piece = fc.constantFrom(
      'a.c:1:2: error: x',
      'In file included from a:1,',
      '  from b:2:',
      ' ^~~',
      '|',
      ' 1 | x',
      '+++ |+y',
      '\n',
      ': ',
      '‘',
      'note: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        parseDiagnostics(pieces.join(''));
      }),
    );
  });

  it('takes time in proportion to the output', () => {
    parseDiagnostics(
      `${'a:'.repeat(50_000)}\n${`${' ^~'.repeat(20_000)}x\n`.repeat(5)}${GCC_12.repeat(2000)}`,
    );
  }, 15_000);
});
