/** Which consumer a posted log is about, and its command with the poster's folders replaced. */
import { describe, expect, test } from 'vitest';
import { type Consumer, commandOfLog, consumerOfLog } from '../../../src/headers/index.ts';

const quirks = {
  id: 'qemu-5.2/hw/vfio/pci-quirks.c',
  set: 'qemu-5.2',
  file: '/home/one/qemu/hw/vfio/pci-quirks.c',
  directory: '/home/one/qemu/build/x',
  command: 'cc -isystem /home/one/qemu/linux-headers -I/usr/include/glib-2.0 -c ../../hw/vfio/pci-quirks.c',
} as Consumer;
const consumers = [quirks, { id: 'demo/sensor.c', set: 'demo' } as Consumer];

describe('the consumer of a log', () => {
  test('is told by the end of its path and its project', () => {
    const of = (source: string, line: string) => consumerOfLog({ source }, [line], consumers)?.id;
    expect(of('../../hw/vfio/pci-quirks.c', 'cc -I/src/qemu/include')).toBe(quirks.id);
    expect(of('hw/vfio/pci-quirks.c', 'cc -c x.c')).toBeUndefined();
    expect(of('other/hw/pci-quirks.c', 'cc -I/src/qemu')).toBeUndefined();
  });
});

describe('the posted command', () => {
  const source = '../../hw/vfio/pci-quirks.c';

  test('stays word for word where the folders are the same', () => {
    const command = `cc  -Wall -isystem /home/one/qemu/linux-headers -c ${source}`;
    expect(commandOfLog({ command, source }, quirks)).toBe(command);
  });

  test('has the poster’s folders replaced', () => {
    const command = `cc -Wall -isystem /build/q-5/linux-headers -I/usr/include/glib-2.0 -iquote /build/q-5/include -c ${source}`;
    expect(commandOfLog({ command, source }, quirks)).toBe(
      `cc -Wall -isystem /home/one/qemu/linux-headers -I/usr/include/glib-2.0 -iquote /home/one/qemu/include -c ${source}`,
    );
    const whole = '/build/q-5/hw/vfio/pci-quirks.c';
    expect(commandOfLog({ command: `cc -c ${whole}`, source: whole }, quirks)).toBe(
      'cc -c /home/one/qemu/hw/vfio/pci-quirks.c',
    );
  });

  test('is left alone where it would compile another file, and where a shell is needed', () => {
    expect(
      commandOfLog({ command: 'cc -c ../hw/vfio/pci-quirks.c', source: '../hw/vfio/pci-quirks.c' }, quirks),
    ).toBeUndefined();
    expect(commandOfLog({ source }, quirks)).toBeUndefined();
  });
});
