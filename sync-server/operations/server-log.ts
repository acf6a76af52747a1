export type LogFields = Readonly<Record<string, unknown>>
/** One line of JSON per event. Ids only: never titles, names, votes, paper text or tokens. */
export type ServerLog = {
  info(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export function createServerLog({
  now,
  write,
}: {
  readonly now: () => number
  readonly write: (line: string) => void
}): ServerLog {
  const line = (level: string, event: string, fields: LogFields = {}) =>
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }, faultsAsText)}\n`)
  return {
    info: (event, fields) => line('info', event, fields),
    error: (event, fields) => line('error', event, fields),
  }
}

function faultsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error
    ? { name: value.name, message: value.message.slice(0, 500), stack: value.stack?.slice(0, 2000) }
    : value
}
