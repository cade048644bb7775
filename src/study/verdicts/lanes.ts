/** Calls `step` again and again in so many lanes at a time, each until it says there is no more. The first error ends all. */
export async function inLanes(lanes: number, step: () => Promise<boolean>): Promise<void> {
  let failed = false;
  const lane = async (): Promise<void> => {
    while (!failed && (await step())) {
      // On to the next.
    }
  };
  const all = Array.from({ length: Math.max(1, lanes) }, lane);
  try {
    await Promise.all(all);
  } catch (error) {
    failed = true;
    throw error;
  }
}
