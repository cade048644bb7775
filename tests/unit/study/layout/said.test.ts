import { describe, expect, test } from 'vitest';
import { bareName, readAnswer, readRecords } from '../../../../src/study/layout/said.ts';

/** As Clang 22 printed it, shortened. */
const SAID = `
*** Dumping AST Record Layout
         0 | struct odd::(unnamed at /src/a.c:7:77)
         0 |   short q
         2 |   char r
           | [sizeof=4, align=2]

*** Dumping AST Record Layout
         0 | union odd::(anonymous at /src/a.c:7:112)
         0 |   __u64 u
         0 |   void * p
           | [sizeof=8, align=8]

*** Dumping AST Record Layout
         0 | struct empty (empty)
           | [sizeof=0, align=1]

*** Dumping AST Record Layout
         0 | struct undeclared_holder_0
         0 |   struct odd undeclared_member
     0:0-2 |     int a
     0:3-9 |     unsigned int b
       2:- |     int 
         4 |     enum (unnamed at /src/a.c:7:37) mode
        12 |     struct (unnamed at /src/a.c:7:77)[2] in
        24 |     union odd::(anonymous at /src/a.c:7:112) 
        24 |       __u64 u
        24 |       void * p
        32 |     void (*[3])(int) cb
        56 |     const char * name
        64 |     __u32[][3] f
           | [sizeof=64, align=8]
Dumping undeclared_abi_t0:
VarDecl 0x12bba88 parent 0x121ccf8 </src/.undeclared-abi.c:9:1, col:137> col:15 undeclared_abi_t0 'void (*)(char (*)[64], char (*)[8], char (*)[64])' extern

Dumping undeclared_abi_z0:
VarDecl 0x12bba88 </src/.undeclared-abi.c:4:1, col:137> col:15 undeclared_abi_z0 'void (*)(char (*)[8])' extern

Dumping undeclared_abi_z1:
VarDecl 0x12bba88 </src/.undeclared-abi.c:4:1, col:137> col:15 undeclared_abi_z1 'void (*)(char (*)[4])' extern

Dumping undeclared_abi_z2:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_z2 'void (*)(char (*))' extern

Dumping undeclared_abi_c1:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_c1 'void (*)(char (*)[16777211], char (*)[16777215], char (*)[65535], char (*)[1])' extern

Dumping undeclared_abi_c2:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_c2 'void (*)(char (*)[(unsigned long long)(<recovery-expr>((1.5), 0)) & 65535], char (*))' extern

Dumping undeclared_abi_x2:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_x2 'const char[1]' extern

Dumping undeclared_abi_s2:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_s2 'const char[7]' static cinit
\`-StringLiteral 0x12bba88 <col:3> 'const char[7]' "\\"a\\\\b\\""

Dumping undeclared_abi_c3:
VarDecl 0x12bba88 </src/.undeclared-abi.c:5:1, col:137> col:15 undeclared_abi_c3 'void (*)(char (*), char (*))' extern
`;

const ASKED = ['struct odd', 'NEGATIVE', 'TEXT', 'MISSING'].map((name) => ({ name }));
const SIZES = ['void *', 'int', 'nothing_t'].map((type) => ({ type, expression: type }));

describe('What Clang prints for a probe', () => {
  const { names, unsized } = readAnswer(SAID, ASKED, SIZES);
  const odd = names.get('struct odd');
  const fields = odd?.kind === 'type' ? odd.fields : [];

  test('gives a type its size and alignment, in bits', () => {
    expect(odd).toMatchObject({ kind: 'type', size: 512, align: 64 });
  });

  test('gives each member its path, place and size: bit-fields, arrays of unnamed structs, function pointers', () => {
    expect(fields.map(({ path, offset, size, depth }) => [path, offset, size, depth])).toEqual([
      ['a', 0, 3, 0],
      ['b', 3, 7, 0],
      ['', 16, 0, 0],
      ['mode', 32, undefined, 0],
      ['in', 96, 64, 0],
      ['', 192, 64, 0],
      ['u', 192, undefined, 1],
      ['p', 192, 64, 1],
      ['cb', 256, 192, 0],
      ['name', 448, 64, 0],
      ['f', 512, 0, 0],
    ]);
  });

  test('says what it would have to ask for once more', () => {
    expect(unsized).toEqual([
      { type: 'enum (unnamed at /src/a.c:7:37)', expression: '((struct odd *)0)->mode' },
      { type: '__u64', expression: '__u64' },
    ]);
  });

  test('gives constants of all 64 bits with their sign, and the text of a macro that is none', () => {
    expect(names.get('NEGATIVE')).toEqual({ kind: 'constant', name: 'NEGATIVE', value: '-5' });
    expect(names.get('TEXT')).toEqual({ kind: 'constant', name: 'TEXT', text: '"a\\b"' });
  });

  test('leaves out a name that is not there, and loses no other by it', () => {
    expect([...names.keys()]).toEqual(['struct odd', 'NEGATIVE', 'TEXT']);
  });

  test('names an unnamed record by its place alone, however deep it lies in others', () => {
    expect(bareName('struct sqe::(anonymous union)::(anonymous at /usr/include/linux/io_uring.h:80:3)')).toBe(
      'struct (anonymous at /usr/include/linux/io_uring.h:80:3)',
    );
    expect(bareName('struct plain')).toBe('struct plain');
  });

  test('knows an empty record', () => {
    expect(readRecords(SAID).get('struct empty')).toEqual({ size: 0, members: [] });
  });
});
