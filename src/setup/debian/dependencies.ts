import { lastError, openApt } from './apt.ts';
import { type PackageRef, PackagesUnavailable, release, type Suite, twin } from './model.ts';
import { binaryRecords } from './records.ts';

function scopeFor(refs: PackageRef[]): Suite[] {
  const suites = new Set<Suite>();
  for (const { suite } of refs) {
    const base = release(suite);
    const security = twin(base);
    for (const one of [suite, base, ...(security ? [security] : [])]) suites.add(one);
  }
  return [...suites].sort();
}

/**
 * The packages themselves and everything they depend on (not what they recommend), as pinned refs, worked out by
 * apt as if nothing were installed. Packages of different releases are resolved apart.
 * @throws {PackagesUnavailable}
 */
export async function resolveDependencies(refs: PackageRef[]): Promise<PackageRef[]> {
  const byRelease = new Map<Suite, PackageRef[]>();
  for (const ref of refs) {
    const base = release(ref.suite);
    byRelease.set(base, [...(byRelease.get(base) ?? []), ref]);
  }
  const resolved: PackageRef[] = [];
  for (const [base, group] of byRelease) {
    const apt = await openApt({ suites: scopeFor(group) });
    const wanted = group.map((ref) => {
      if (ref.version) return `${ref.name}=${ref.version}`;
      return ref.suite.endsWith('-backports') ? `${ref.name}/${ref.suite}` : ref.name;
    });
    const simulated = await apt.run('apt-get', [
      'install',
      '--simulate',
      '--no-install-recommends',
      '--allow-downgrades',
      ...wanted,
    ]);
    if (simulated.code !== 0) {
      throw new PackagesUnavailable(
        'not-found',
        `What ${wanted.join(', ')} needs cannot be worked out: ${lastError(simulated.stderr)}`,
      );
    }
    const chosen = [...simulated.stdout.matchAll(/^Inst (\S+) \((\S+) ([^)]*)\)/gm)].map((match) => ({
      name: match[1]!.replace(/:(amd64|all)$/, ''),
      version: match[2]!,
    }));
    const records = await binaryRecords(
      apt,
      chosen.map((one) => one.name),
    );
    for (const { name, version } of chosen) {
      const record = records.get(name)?.find((one) => one.version === version);
      const suite = record?.suite ?? base;
      resolved.push({ name, version, suite, ...(record ? { sha256: record.sha256 } : {}) });
    }
  }
  return resolved;
}
