/** Commands that one of the two guards leaves to the other, and why that is enough. */
export const ONE_GUARD: Record<string, { lacks: 'database' | 'application'; why: string }> = {}
