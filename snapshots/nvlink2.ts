/**
 * The founding case: what mainline's `linux/vfio.h` was without nvlink2, between its removal and the revert, and what
 * it is with the names kept and marked. The removal was in no tagged kernel.
 */
import type { HeaderEdit } from '../src/headers/index.ts';
import { derived, derivedFor } from './derived.ts';
import { OTHER_TARGETS } from './for-target.ts';
import type { Recipe } from './recipe.ts';

const NVLINK2 = [
  'VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM',
  'VFIO_REGION_SUBTYPE_IBM_NVLINK2_ATSD',
  'VFIO_REGION_INFO_CAP_NVLINK2_SSATGT',
  'struct vfio_region_info_cap_nvlink2_ssatgt',
  'VFIO_REGION_INFO_CAP_NVLINK2_LNKSPD',
  'struct vfio_region_info_cap_nvlink2_lnkspd',
];

export const nvlink2Recipes: Recipe[] = [
  derived(
    {
      id: 'nvlink2-removed',
      title: 'nvlink2 removed',
      family: 'linux',
      notice: '5.13 merge window, before rc1: in mainline for a week, in no tagged kernel.',
    },
    'linux-5.10',
    // The removal of 2021 left the numbers of the macros in comments, and nothing of the structs.
    NVLINK2.map(
      (name): HeaderEdit =>
        name.startsWith('struct') ? { kind: 'remove', name } : { kind: 'remove', name, leave: 'number' },
    ),
  ),
  derived(
    {
      id: 'nvlink2-reserved',
      title: 'nvlink2 reserved',
      family: 'linux',
      notice: 'The names are kept and marked deprecated, as the revert of May 2021 did.',
    },
    'linux-5.10',
    NVLINK2.map((name): HeaderEdit => ({ kind: 'reserve', name })),
  ),
];

export const nvlink2TargetRecipes: Recipe[] = OTHER_TARGETS.flatMap((target) =>
  nvlink2Recipes.map((recipe) => derivedFor(recipe, target)),
);
