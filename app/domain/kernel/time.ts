/** Milliseconds since 1970-01-01T00:00Z, always an integer. */
export type Instant = number

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
