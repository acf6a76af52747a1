import { useSyncExternalStore } from 'react'

type Live<Value> = { get(): Value; subscribe(listener: () => void): () => void }

/** The present value of something that changes, for a component. */
export function useLive<Value>(live: Live<Value>): Value {
  return useSyncExternalStore(live.subscribe, live.get)
}
