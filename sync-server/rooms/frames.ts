import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Refusal } from '#protocol/refusals.ts'
import { messageType, syncStep } from '#protocol/sync/messages.ts'

/** One message per frame, always: y-websocket 3 reads only the first of a frame. */
function frame(...write: readonly ((encoder: encoding.Encoder) => void)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of write) part(encoder)
  return encoding.toUint8Array(encoder)
}
const number = (value: number) => (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, value)
const bytes = (value: Uint8Array) => (encoder: encoding.Encoder) => encoding.writeVarUint8Array(encoder, value)
const text = (value: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, value)

export const step1Frame = (stateVector: Uint8Array) =>
  frame(number(messageType.sync), number(syncStep.step1), bytes(stateVector))
export const step2Frame = (update: Uint8Array) => frame(number(messageType.sync), number(syncStep.step2), bytes(update))
export const isStep2Frame = (data: Uint8Array) => data[0] === messageType.sync && data[1] === syncStep.step2
export const updateFrame = (update: Uint8Array) =>
  frame(number(messageType.sync), number(syncStep.update), bytes(update))
export const awarenessFrame = (body: Uint8Array) => frame(number(messageType.awareness), bytes(body))
export const acknowledgedFrame = (writes: number) => frame(number(messageType.acknowledged), number(writes))
export const refusedFrame = (write: number, { code, refusal }: { readonly code: number; readonly refusal: Refusal }) =>
  frame(number(messageType.refused), number(write), number(code), text(refusal))
export const grantedFrame = (rights: number) => frame(number(messageType.granted), number(rights))
export const changedFrame = (name: string, seq: number) => frame(number(messageType.changed), text(name), number(seq))

/** An awareness update about nobody: y-websocket reconnects after 30 s without a message, and pings do not count. */
export const keepAliveFrame = new Uint8Array([messageType.awareness, 1, 0])

export type ReceivedFrame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'write'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly body: Uint8Array }
  | { readonly kind: 'query-awareness' }

/** Decodes the numbers and never looks at raw bytes: a padded number would slip past such a filter. Null when malformed. */
export function readFrame(data: Uint8Array): ReceivedFrame | null {
  try {
    const decoder = decoding.createDecoder(data)
    const frame = readBody(decoder)
    return frame && !decoding.hasContent(decoder) ? frame : null
  } catch {
    return null
  }
}

function readBody(decoder: decoding.Decoder): ReceivedFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync: {
      const step = decoding.readVarUint(decoder)
      const body = decoding.readVarUint8Array(decoder)
      if (step === syncStep.step1) return { kind: 'step1', stateVector: body }
      return step === syncStep.step2 || step === syncStep.update ? { kind: 'write', update: body } : null
    }
    case messageType.awareness:
      return { kind: 'awareness', body: decoding.readVarUint8Array(decoder) }
    case messageType.queryAwareness:
      return { kind: 'query-awareness' }
    default:
      return null
  }
}
