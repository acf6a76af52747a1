/** What the server takes from outside instead of reaching for it, so that a simulation can replay a run. */
export type Environment = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** Runs once after `delayMs`; the answer cancels it. */
  readonly setTimer: (run: () => void, delayMs: number) => () => void
}
