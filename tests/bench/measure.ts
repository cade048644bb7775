/** Small sums over timings. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** "0.31 s (0.29–0.40)" of milliseconds: median, least and most. */
export function seconds(values: readonly number[]): string {
  const show = (ms: number): string => (ms / 1000).toFixed(2);
  return `${show(median(values))} s (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

/** Median of the ratios pair by pair, so that a machine that slows down slows both sides. */
export function ratio(values: readonly number[], beside: readonly number[]): string {
  return `${median(values.map((value, index) => value / beside[index % beside.length]!)).toFixed(2)}×`;
}
