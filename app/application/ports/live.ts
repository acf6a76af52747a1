export type Unsubscribe = () => void

/** A value that changes. `get` answers the same object until it changes, so that screens can compare. */
export type Live<Value> = {
  get(): Value
  /** The listener is called after each change, never during `subscribe`. The answer removes exactly this listener. */
  subscribe(listener: () => void): Unsubscribe
}

export type Cell<Value> = Live<Value> & { set(value: Value): void }

export function createCell<Value>(first: Value): Cell<Value> {
  let current = first
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of Array.from(listeners)) listener()
    },
    subscribe(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

/** A value computed from others, again only when one of them has changed. */
export function derive<Value>(sources: readonly Live<unknown>[], compute: () => Value): Live<Value> {
  let seen: readonly unknown[] | null = null
  let value: Value
  return {
    get() {
      const now = sources.map((source) => source.get())
      if (seen === null || now.some((part, index) => !Object.is(part, seen?.[index]))) {
        seen = now
        value = compute()
      }
      return value
    },
    subscribe(listener) {
      const ends = sources.map((source) => source.subscribe(listener))
      return () => ends.forEach((end) => end())
    },
  }
}
