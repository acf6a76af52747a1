/** Time and chance, passed in so that tests and the simulation can replay them. */
export type Environment = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>
  /** Runs once after `delayMs`; the answer cancels it. */
  readonly setTimer: (run: () => void, delayMs: number) => () => void
}
