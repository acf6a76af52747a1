/**
 * Why a connection ended. y-websocket does not come back by itself after 4400–4499; it does after all others.
 * `retry` says what a client of ours does with it.
 */
export const closeCodes = {
  malformed: { code: 4400, retry: false, means: 'a frame that no honest client sends' },
  signedOut: { code: 4401, retry: false, means: 'the ticket or the sign-in has ended: get a new ticket' },
  writeRefused: { code: 4403, retry: false, means: 'a write without the right to it; the document is to be set aside' },
  notFound: { code: 4404, retry: false, means: 'unknown document, or not yours' },
  clientIdTaken: { code: 4409, retry: false, means: 'the Yjs client id belongs to somebody else: take a new one' },
  epochGone: { code: 4410, retry: false, means: 'the document was replaced: ask for its present name' },
  tooLarge: { code: 4413, retry: false, means: 'the document or the change is over its limit' },
  resync: { code: 4500, retry: true, means: 'slow reader, or a gap: synchronise again' },
  overloaded: { code: 4503, retry: true, means: 'too much for the server now' },
} as const
export type CloseReason = keyof typeof closeCodes

export function closeReasonOf(code: number): CloseReason | undefined {
  return (Object.keys(closeCodes) as CloseReason[]).find((reason) => closeCodes[reason].code === code)
}
