import { describe, expect, it } from 'vitest';
import { planCompile } from '../../../src/compiler/index.ts';
import { CommandLineError } from '../../../src/repro/index.ts';

const GCC_8 = { family: 'gcc', version: [8, 3, 1], target: 'x86_64-linux-gnu' } as const;
const GCC_12 = { family: 'gcc', version: [12, 2, 0], target: 'x86_64-linux-gnu' } as const;
const CLANG = {
  family: 'clang',
  version: [22, 1, 0],
  target: 'x86_64-linux-gnu',
  resourceDirectory: '/usr/lib/llvm-22/lib/clang/22',
} as const;

const plan = (
  command: string,
  toolchain: Parameters<typeof planCompile>[1] = { ...GCC_8, version: [8, 3, 1] },
  directory = '/src',
  text = '',
) => planCompile({ command, directory, files: [{ path: '/src/a.c', text }] }, toolchain, '/reads');
const gcc = (command: string) => plan(command).args.join(' ');

/** The compile command of the posted log, as it stands there. */
const FOUNDING = `cc -Ilibqemu-ppc64-softmmu.fa.p -I. -I../.. -Itarget/ppc -I../../target/ppc -I../../capstone/include/capstone -Iqapi -Itrace -Iui -Iui/shader -I/usr/include/pixman-1 -I/usr/include/glib-2.0 -I/usr/lib64/glib-2.0/include -fdiagnostics-color=auto -pipe -Wall -Winvalid-pch -Werror -std=gnu99 -O2 -g -isystem /home/greg/Work/qemu/qemu-virtiofs/linux-headers -isystem linux-headers -iquote . -iquote /home/greg/Work/qemu/qemu-virtiofs -iquote /home/greg/Work/qemu/qemu-virtiofs/include -iquote /home/greg/Work/qemu/qemu-virtiofs/disas/libvixl -iquote /home/greg/Work/qemu/qemu-virtiofs/tcg/ppc -iquote /home/greg/Work/qemu/qemu-virtiofs/accel/tcg -pthread -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_LARGEFILE_SOURCE -Wstrict-prototypes -Wredundant-decls -Wundef -Wwrite-strings -Wmissing-prototypes -fno-strict-aliasing -fno-common -fwrapv -Wold-style-declaration -Wold-style-definition -Wtype-limits -Wformat-security -Wformat-y2k -Winit-self -Wignored-qualifiers -Wempty-body -Wnested-externs -Wendif-labels -Wexpansion-to-defined -Wimplicit-fallthrough=2 -Wno-missing-include-dirs -Wno-shift-negative-value -Wno-psabi -fstack-protector-strong -fPIC -isystem../../linux-headers -isystemlinux-headers -DNEED_CPU_H '-DCONFIG_TARGET="ppc64-softmmu-config-target.h"' '-DCONFIG_DEVICES="ppc64-softmmu-config-devices.h"' -MD -MQ libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o -MF libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o.d -o libqemu-ppc64-softmmu.fa.p/hw_vfio_pci-quirks.c.o -c ../../hw/vfio/pci-quirks.c`;

describe('a gcc command line', () => {
  it('becomes cc1’s arguments in the order of GCC’s specs', () => {
    expect(
      gcc(
        `gcc -c a.c -o b.o -Wall -Ifoo -DX='a b' -D Y -UZ -std=gnu99 -isystem bar -iquote q -include stdio.h -I baz -fPIC -O2 -pthread -pedantic -w -Wextra -MD -MF f.d --param max-x=3 -H -nostdinc -P -C -idirafter ida -A foo=bar -undef -trigraphs`,
      ),
    ).toBe(
      '-quiet -nostdinc -C -I foo -I baz -P -imultiarch x86_64-linux-gnu -H -D_REENTRANT -D X=a b -D Y -U Z -A foo=bar -isystem bar -iquote q -include stdio.h -idirafter ida a.c -quiet -dumpbase a.c -auxbase a -mtune=generic -march=x86-64 -O2 -Wall -pedantic -Wextra -w -std=gnu99 -trigraphs -fPIC -undef -fsyntax-only --param max-x=3 -fdiagnostics-color=always',
    );
  });

  it('of the posted log is understood as it stands', () => {
    const { args, file, directory } = plan(FOUNDING, { ...GCC_8, version: [8, 3, 1] }, '/qemu/build/x');
    expect(file).toBe('/qemu/hw/vfio/pci-quirks.c');
    expect(directory).toBe('/qemu/build/x');
    expect(args).toContain('CONFIG_TARGET="ppc64-softmmu-config-target.h"');
    expect(args).toContain('-D_REENTRANT');
    expect(args.join(' ')).toContain(
      '-isystem /home/greg/Work/qemu/qemu-virtiofs/linux-headers -isystem linux-headers -iquote . -iquote /home/greg',
    );
    expect(args.join(' ')).toContain(
      '-isystem ../../linux-headers -isystem linux-headers ../../hw/vfio/pci-quirks.c',
    );
    expect(args.filter((word) => /^-(M|o$|c$|g$|pipe)/.test(word))).toEqual([]);
    expect(args).not.toContain('-fdiagnostics-color=auto');
  });

  it.each([
    ['-c', '-S', '-pipe', '-g3', '-ggdb', '-gdwarf-4', '-save-temps', '-shared', '-lm', '-L/x', '-Wl,-z,now'],
    ['-MD', '-MMD', '-MP', '-MF', 'x.d', '-MT', 'y', '-MQ', 'z', '-Wp,-MD,.x.d', '-o', 'x.o', '-static'],
    [
      '-Wa,--noexecstack',
      '-Xlinker',
      'a.c',
      '-flto',
      '-flto=4',
      '-fuse-ld=gold',
      '-nostdlib',
      'x.o',
      'lib.a',
    ],
  ])('drops in silence what a syntax check has no use for (%s …)', (...ignored) => {
    expect(gcc(`gcc ${ignored.join(' ')} a.c`)).toBe(gcc('gcc a.c'));
  });

  it('passes on what it does not know, so that the compiler itself complains', () => {
    expect(plan('gcc -fnonsense -Wnonsense --nonsense -qnonsense a.c').args).toEqual(
      expect.arrayContaining(['-fnonsense', '-Wnonsense', '--nonsense', '-qnonsense']),
    );
  });

  it('follows -m32 and -mx32 to their include folders', () => {
    expect(gcc('gcc -m32 a.c')).toContain('-imultilib 32 -imultiarch i386-linux-gnu');
    expect(gcc('gcc -m32 a.c')).toContain('-m32 -mtune=generic -march=i686');
    expect(gcc('gcc -mx32 a.c')).toContain('-imultilib x32 -imultiarch x86_64-linux-gnux32');
  });

  it('takes the generic processor only where none is named', () => {
    expect(gcc('gcc -march=skylake a.c')).not.toContain('generic');
    expect(gcc('gcc -mtune=skylake a.c')).toContain('-mtune=skylake -march=x86-64');
    expect(gcc('gcc -march=native a.c')).toContain('-mtune=generic -march=x86-64');
  });

  it('hands -Wp and -Xpreprocessor to the preprocessor', () => {
    expect(gcc('gcc -Wp,-DA,-UB -Xpreprocessor -DC a.c')).toContain('-DA -UB -DC a.c');
  });

  it('names outputs as GCC 11 and later do', () => {
    expect(plan('gcc a.b.c', { ...GCC_12, version: [12, 2, 0] }).args.join(' ')).toContain(
      '-dumpbase a.b.c -dumpbase-ext .c',
    );
  });

  it('with -E or -M preprocesses', () => {
    expect(gcc('gcc -E -dM a.c')).toMatch(/^-E -quiet .* -dM /);
    expect(gcc('gcc -E a.c')).not.toContain('-fsyntax-only');
    expect(gcc('gcc -M -MT x -MG a.c')).toContain('-M -MT x -MG');
  });

  it.each([
    ['x86_64-linux-gnu-gcc-8 a.c', '/src/a.c'],
    ['/usr/bin/cc a.c', '/src/a.c'],
    ['ccache gcc a.c', '/src/a.c'],
    ['FOO=1 env BAR=2 nice -n 10 gcc a.c', '/src/a.c'],
    ['cd build/x && gcc ../../a.c 2>&1 | tee log', '/src/a.c'],
    ['mkdir -p y; cd /tmp\ngcc a.c', '/tmp/a.c'],
    ['/bin/sh ../libtool --tag=CC --mode=compile gcc -c a.c', '/src/a.c'],
    ['gcc -x c unusual.name', '/src/unusual.name'],
    ['gcc -xc-header a.h', '/src/a.h'],
  ])('is found in %j', (command, file) => {
    expect(plan(command).file).toBe(file);
  });

  it('says its language and its directory to the compiler', () => {
    expect(plan('gcc a.c').environment).toEqual({ LANG: 'C.UTF-8', PWD: '/src', UNDECLARED_READS: '/reads' });
    expect(plan('cd b && LANG=C CFLAGS=-O2 gcc a.c').environment).toMatchObject({ LANG: 'C', PWD: '/src/b' });
  });

  it.each([
    ['', /no command line/],
    ['make all', /runs no C compiler/],
    ['gcc -Wall', /names no C file/],
    ['gcc a.c b.c', /2 files: a.c, b.c/],
    ['gcc -', /standard input/],
    ['gcc a.S', /assembler, not C/],
    ['gcc a.cpp', /C\+\+, not C/],
    ['g++ a.cpp', /not a C compiler/],
    ['gcc -x c++ a.c', /c\+\+, not C/],
    ['gcc --version', /nothing is compiled/],
    ['gcc a.c -I', /lacks its value/],
    ['gcc @options a.c', /in a file/],
    ['gcc notes', /not a C file by its name/],
  ])('that names nothing to compile is refused with advice: %j', (command, message) => {
    let error: unknown;
    try {
      plan(command);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(CommandLineError);
    expect((error as CommandLineError).message).toMatch(message);
    expect((error as CommandLineError).advice).not.toBe('');
  });
});

describe('colour', () => {
  it.each([
    ['gcc a.c', '-fdiagnostics-color=always'],
    ['gcc -fdiagnostics-color=auto a.c', '-fdiagnostics-color=always'],
    ['gcc -fdiagnostics-color a.c', '-fdiagnostics-color=always'],
    ['gcc -fdiagnostics-color=never a.c', '-fdiagnostics-color=never'],
    ['gcc -fdiagnostics-color -fno-diagnostics-color a.c', '-fdiagnostics-color=never'],
  ])('%j runs with %s', (command, expected) => {
    expect(plan(command).args.filter((word) => word.includes('color'))).toEqual([expected]);
  });

  it('is not asked for when the reader’s own text holds escapes, which would be lost with it', () => {
    expect(plan('gcc a.c', { ...GCC_8, version: [8, 3, 1] }, '/src', '"\x1b[1m"').coloured).toBe(false);
    expect(plan(`gcc '-DX="\x1b[m"' a.c`).coloured).toBe(false);
  });
});

describe('a command line given to Clang', () => {
  it('stays as it was written, with target, headers and folder said', () => {
    expect(
      plan(`cd x && gcc -pipe -Wall -isystem b -Ia -O2 -g -MD -MF f -o y -c ../a.c -lm`, {
        ...CLANG,
        version: [22, 1, 0],
      }).args,
    ).toEqual(
      `--target=x86_64-linux-gnu -resource-dir /usr/lib/llvm-22/lib/clang/22 --sysroot= -working-directory=/src/x -fsyntax-only -Xclang -header-include-file -Xclang /reads -Xclang -sys-header-deps -Wall -isystem b -I a -O2 -x c ../a.c -fcolor-diagnostics`.split(
        ' ',
      ),
    );
  });

  it('may name a target of its own', () => {
    const { args } = plan('clang --target=powerpc64le-linux-gnu a.c', { ...CLANG, version: [22, 1, 0] });
    expect(args.filter((word) => word.includes('target'))).toEqual(['--target=powerpc64le-linux-gnu']);
  });
});
