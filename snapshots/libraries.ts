/** Development packages that more than one consumer set reads. */
import type { PackageRef } from '../src/setup/index.ts';

export const LIBMNL: PackageRef = {
  name: 'libmnl-dev',
  suite: 'bookworm',
  version: '1.0.4-3',
  sha256: '20c6c2164ba23f05d3bf1aabb86a43b07043e76f74a15433af62121bbf4379eb',
};

export const LIBSECCOMP: PackageRef = {
  name: 'libseccomp-dev',
  suite: 'bookworm',
  version: '2.5.4-1+deb12u1',
  sha256: '5fb305f3aeb293e2b78a4cfcb58c0f42179703c371a408d002c8454661e6b7b2',
};

export const LIBCAP_NG: PackageRef = {
  name: 'libcap-ng-dev',
  suite: 'bookworm',
  version: '0.8.3-1+b3',
  sha256: '50674ccc126009f8d640a9230db4600d6fe552b68077193f234ea892784db5d5',
};
