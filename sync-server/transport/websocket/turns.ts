/** Gives the turn back; calling it again does nothing. */
export type Turn = () => void

/**
 * Lets a few go at a time and keeps the others in the order they came. After a restart everybody wants their whole document at
 * once: one after another they all get it sooner, and memory holds a few answers instead of hundreds.
 */
export function createTurns({ atOnce, mostWaiting }: { readonly atOnce: number; readonly mostWaiting: number }) {
  const waiting: ((turn: Turn) => void)[] = []
  let running = 0

  const give = (): Turn => {
    running++
    let isBack = false
    return () => {
      if (isBack) return
      isBack = true
      running--
      waiting.shift()?.(give())
    }
  }

  return {
    /** Resolves when it is the caller's turn; null at once when too many wait already. */
    take(): Promise<Turn | null> {
      if (running < atOnce) return Promise.resolve(give())
      if (waiting.length >= mostWaiting) return Promise.resolve(null)
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
