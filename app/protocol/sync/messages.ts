/**
 * First number of every websocket frame. 0, 1 and 3 are those of y-websocket; 100 and above are ours and are
 * sent only to clients that asked for the subprotocol. PROTOCOL.md gives the bytes.
 */
export const messageType = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Server → client: varUint n. The first n writes of this connection, and all the document held then, are durable. */
  acknowledged: 100,
  /** Server → client: varUint n, varUint close code, varString refusal. Write n was refused; a close follows. */
  refused: 101,
  /** Server → client: varUint rights (1 read, 2 write). Sent on joining and when they change. */
  granted: 103,
  /** Server → client, on the list of meetings only: varString name, varUint sequence. Another document has changed. */
  changed: 104,
} as const

/** Second number of a sync frame. */
export const syncStep = { step1: 0, step2: 1, update: 2 } as const

export const subprotocol = 'ecabinet.v1'

export const rightsNumber = { read: 1, write: 2 } as const

/** Bounds that both sides keep. Bytes unless named otherwise. */
export const syncLimits = {
  frame: 16 * 1024 * 1024,
  /** A live change: above it the server tries the change on a copy first. */
  liveUpdate: 64 * 1024,
  liveStructs: 500,
  stateVector: 64 * 1024,
  awareness: 16 * 1024,
  document: 20 * 1024 * 1024,
  framesPerSecond: 300,
  keepAliveMs: 20_000,
  /** How often a machine in a meeting's room is asked for a sign of life. At the third without an answer it is away. */
  pulseMs: 1_500,
} as const
