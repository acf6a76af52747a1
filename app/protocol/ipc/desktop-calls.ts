import { z } from 'zod'
import { officeExtensions } from '#domain/papers/office-file.ts'
import { isId, type MeetingId } from '#domain/kernel/ids.ts'

/** Names of the device's own files: flat, so that no name can lead out of the folder. */
const fileName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,127}$/)
const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)
const offset = z.int().min(0).max(8e12)
const secretName = z.string().regex(/^[a-z0-9.-]{1,64}$/)
const failure = z.enum(['unsupported', 'denied', 'failed', 'invalid'])
const result = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failure }),
  ])

type CallSpec = { readonly request: z.ZodType; readonly reply: z.ZodType }

/** Every question that the window may ask the desktop shell. Adding a line here is the only way in. */
export const desktopCalls = {
  'host:info': {
    request: z.strictObject({}),
    reply: z.object({
      platform: z.string(),
      version: z.string(),
      server: z.string(),
      keychain: z.boolean(),
      deviceName: z.string(),
    }),
  },
  'files:read': { request: z.strictObject({ name: fileName }), reply: bytes.nullable() },
  'files:write': { request: z.strictObject({ name: fileName, bytes }), reply: z.enum(['done', 'device-full']) },
  'files:append': { request: z.strictObject({ name: fileName, bytes }), reply: z.enum(['done', 'device-full']) },
  'files:read-range': { request: z.strictObject({ name: fileName, start: offset, end: offset }), reply: bytes },
  'files:size': { request: z.strictObject({ name: fileName }), reply: z.int().nullable() },
  'files:truncate': {
    request: z.strictObject({ name: fileName, size: offset }),
    reply: z.enum(['done', 'device-full']),
  },
  'files:rename': { request: z.strictObject({ from: fileName, to: fileName }), reply: z.literal('done') },
  'files:remove': { request: z.strictObject({ name: fileName }), reply: z.literal('done') },
  'files:list': { request: z.strictObject({}), reply: z.array(z.string()) },
  'files:room': { request: z.strictObject({}), reply: z.number() },
  'secrets:get': { request: z.strictObject({ name: secretName }), reply: result(z.string().nullable()) },
  'secrets:set': {
    request: z.strictObject({ name: secretName, value: z.string().max(4096) }),
    reply: result(z.null()),
  },
  'secrets:remove': { request: z.strictObject({ name: secretName }), reply: result(z.null()) },
  /** Asks the person where, and writes there. `cancelled` when they thought better of it. */
  'window:save': {
    request: z.strictObject({ suggestedName: z.string().min(1).max(200), bytes }),
    reply: result(z.enum(['saved', 'cancelled', 'device-full'])),
  },
  /** A PDF of an Office file, made by the LibreOffice that is installed. */
  'office:convert': {
    request: z.strictObject({
      extension: z.enum(officeExtensions),
      bytes,
    }),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: bytes }),
      z.object({ ok: z.literal(false), error: z.enum(['not-installed', 'not-converted', 'timed-out']) }),
    ]),
  },
  'window:print': { request: z.strictObject({}), reply: result(z.null()) },
  'power:keep-awake': { request: z.strictObject({ on: z.boolean() }), reply: result(z.null()) },
} as const satisfies Record<string, CallSpec>

export type DesktopCall = keyof typeof desktopCalls
export type RequestOf<Name extends DesktopCall> = z.infer<(typeof desktopCalls)[Name]['request']>
export type ReplyOf<Name extends DesktopCall> = z.infer<(typeof desktopCalls)[Name]['reply']>
export type DesktopHandlers = { readonly [Name in DesktopCall]: (request: RequestOf<Name>) => Promise<ReplyOf<Name>> }

export const deepLinkEvent = 'deep-link'
export type DeepLink = { readonly kind: 'meeting'; readonly meeting: MeetingId }

/** Read from the raw text: the URL parser would first fold "ecabinet://meeting/../../x" into something else. */
export function parseDeepLink(raw: string): DeepLink | null {
  const id = /^ecabinet:\/\/meeting\/(m_[0-9a-z]{26})\/?$/i.exec(raw)?.[1]?.toLowerCase()
  return id !== undefined && isId('m', id) ? { kind: 'meeting', meeting: id as MeetingId } : null
}

/** What the preload puts into the window, and nothing else. */
export type DesktopBridge = {
  call<Name extends DesktopCall>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>
  onDeepLink(listener: (link: DeepLink) => void): () => void
}

/** The only window that a page of ours may open: what hangs on the wall, drawn by the page itself. */
export const wallWindowName = 'ecabinet-wall'

export const appScheme = 'app'
export const appOrigin = 'app://ecabinet'
