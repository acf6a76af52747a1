import { fail, ok, type Result } from './result.ts'

export type IllegalTransition<State extends string, Event extends string> = {
  readonly kind: 'illegal-transition'
  readonly from: State
  readonly event: Event
}

type Transitions<State extends string> = Readonly<
  Record<string, { readonly from: readonly State[]; readonly to: State }>
>

/** A life cycle as data: every event names the states it may happen in and the one it leads to. */
export const createStateMachine =
  <State extends string>() =>
  <const Table extends Transitions<State>>(table: Table) => {
    type Event = keyof Table & string
    const next = (state: State, event: Event): Result<State, IllegalTransition<State, Event>> => {
      const transition = table[event]
      return transition?.from.includes(state)
        ? ok(transition.to)
        : fail({ kind: 'illegal-transition', from: state, event })
    }
    return {
      next,
      /** What may happen now, in the order of the table. */
      eventsFrom: (state: State): Event[] => Object.keys(table).filter((event) => next(state, event).ok),
    }
  }
