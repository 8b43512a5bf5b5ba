/** Colours of a stack's stripes, the largest first; the gathered rest is grey. */
const stripes = [
  "var(--stripe-1)",
  "var(--stripe-2)",
  "var(--stripe-3)",
  "var(--stripe-4)",
  "var(--stripe-5)",
] as const;

/** How many stripes are told apart; the rest is gathered. */
export const mostStripes = stripes.length;

/** A stripe's colour by its place in the stack; the gathered rest has none of its own. */
export function stripeColor(index: number): string {
  return stripes[index] ?? "var(--decor)";
}
