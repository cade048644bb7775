/** Whether a fragment is the address of a lesson. What is in it is read by lessons/, which comes when it is needed. */
export function isLessonFragment(fragment: string): boolean {
  return /^#?(?:embed\.)?lesson[=.]/.test(fragment);
}
