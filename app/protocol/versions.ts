/** Version of the HTTP and websocket contract. The server also serves the one before. */
export const protocolVersion = 1
export const oldestProtocolVersion = 1

/** Layout of the derived tables on a device. Another number means they are rebuilt, never migrated. */
export const projectionVersion = 9

/** Formats of signed values. Frozen for ever: a change is a new number beside the old one. */
export const commandDomain = 'ecabinet/command/1'
export const entryDomain = 'ecabinet/entry/1'
export const ballotDomain = 'ecabinet/ballot/1'
export const refreshDomain = 'ecabinet/refresh/1'
export const signInAgainDomain = 'ecabinet/sign-in-again/1'
