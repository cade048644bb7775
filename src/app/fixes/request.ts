import type { Place } from '../../compiler/index.ts';

/** The diagnostic whose fix-it the reader wants to see. */
export interface FixRequest {
  place: Place;
  message: string;
  /** Working directory of the compile that gave it. */
  directory: string;
}
