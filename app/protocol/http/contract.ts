import { z } from 'zod'
import { personSchema } from '../commands/acts.ts'
import { ballotSchema } from '../commands/ballot.ts'
import { sentCommandSchema } from '../commands/command.ts'
import { fileIdSchema, idSchema } from '../commands/values.ts'
import { logEntrySchema, recordedActSchema } from '../commands/log-entry.ts'
import { refusalSchema } from '../refusals.ts'

/** Every answer that is not 2xx carries this. */
export const refusedSchema = z.object({ refused: refusalSchema })

const base64 = (max: number) =>
  z
    .string()
    .max(Math.ceil(max / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
const account = z.string().trim().toLowerCase().min(1).max(64)

/** argon2id (RFC 9106) as the client runs it on the password. */
export const passwordParametersSchema = z.object({
  salt: base64(32),
  memoryKiB: z.int().min(8_192).max(1_048_576),
  passes: z.int().min(1).max(16),
})
export type PasswordParameters = z.infer<typeof passwordParametersSchema>

const deviceSchema = z.strictObject({
  name: z.string().max(200),
  signingKey: z.string().regex(/^[0-9a-f]{64}$/),
  receivingKey: z.string().regex(/^[0-9a-f]{64}$/),
})
/** What a person chooses once: never the password, only a proof of it and the master key sealed under it. */
const credentialsSchema = z.strictObject({
  parameters: passwordParametersSchema,
  proof: base64(32),
  sealedMasterKey: base64(200),
})

export const signedInSchema = z.object({
  organisation: z.object({ id: idSchema('o'), name: z.string() }),
  person: personSchema,
  device: idSchema('d'),
  epoch: z.int().min(1),
  /** The server was restored and is collecting what the backup lacks. */
  recovering: z.boolean(),
  serverKey: z.string(),
  parameters: passwordParametersSchema,
  sealedMasterKey: z.string(),
  access: z.string(),
  accessEndsInMs: z.int(),
  refresh: z.string(),
})
export type SignedIn = z.infer<typeof signedInSchema>

type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly request: z.ZodType
  readonly reply: z.ZodType
}

/** Every HTTP call but the transfer of papers. Adding a line here is the only way in. */
export const routes = {
  welcome: {
    method: 'GET',
    path: '/api/welcome',
    request: z.object({}),
    reply: z.object({
      organisation: z.object({ id: idSchema('o'), name: z.string() }).nullable(),
      demonstration: z.boolean(),
      protocol: z.int(),
      oldestProtocol: z.int(),
    }),
  },
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    request: z.strictObject({
      code: z.string().max(64),
      organisationName: z.string().trim().min(1).max(300),
      name: z.string().trim().min(1).max(200),
      position: z.string().max(200),
      account,
      credentials: credentialsSchema,
      device: deviceSchema,
    }),
    reply: signedInSchema,
  },
  invite: {
    method: 'POST',
    path: '/api/invitations',
    request: z.strictObject({ person: idSchema('p') }),
    reply: z.object({ code: z.string(), endsAt: z.int() }),
  },
  invitation: {
    method: 'POST',
    path: '/api/invitations/look',
    request: z.strictObject({ code: z.string().max(64) }),
    reply: z.object({ name: z.string(), account: z.string(), organisationName: z.string() }),
  },
  join: {
    method: 'POST',
    path: '/api/invitations/accept',
    request: z.strictObject({ code: z.string().max(64), credentials: credentialsSchema, device: deviceSchema }),
    reply: signedInSchema,
  },
  passwordParameters: {
    method: 'POST',
    path: '/api/sign-in/parameters',
    request: z.strictObject({ account }),
    reply: passwordParametersSchema,
  },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    request: z.strictObject({ account, proof: base64(32), device: deviceSchema }),
    reply: signedInSchema,
  },
  /** A second way to the master key: the same shape as a password, from the printed code. Replaces the one before. */
  makeRecovery: {
    method: 'POST',
    path: '/api/recovery',
    request: credentialsSchema,
    reply: z.object({}),
  },
  recoveryParameters: {
    method: 'POST',
    path: '/api/recovery/parameters',
    request: z.strictObject({ account }),
    reply: passwordParametersSchema,
  },
  openRecovery: {
    method: 'POST',
    path: '/api/recovery/open',
    request: z.strictObject({ account, proof: base64(32) }),
    reply: z.object({ sealedMasterKey: z.string() }),
  },
  /** Sets a new password with the recovery code, which is used up by it. */
  useRecovery: {
    method: 'POST',
    path: '/api/recovery/use',
    request: z.strictObject({ account, proof: base64(32), credentials: credentialsSchema, device: deviceSchema }),
    reply: signedInSchema,
  },
  /** For a device whose sign-in has ended: the same device again, with all that it keeps. */
  signInAgain: {
    method: 'POST',
    path: '/api/sign-in/again',
    request: z.strictObject({
      account,
      device: idSchema('d'),
      proof: base64(32),
      /** Ed25519 of the device over {device, proof}. */
      signature: z.string().regex(/^[0-9a-f]{128}$/),
    }),
    reply: signedInSchema,
  },
  demonstrationPeople: {
    method: 'GET',
    path: '/api/demonstration/people',
    request: z.object({}),
    reply: z.object({
      password: z.string(),
      people: z.array(
        z.object({
          account: z.string(),
          name: z.string(),
          position: z.string(),
          role: z.string(),
          activated: z.boolean(),
        }),
      ),
    }),
  },
  demonstrationActivate: {
    method: 'POST',
    path: '/api/demonstration/activate',
    request: z.strictObject({ account, credentials: credentialsSchema }),
    reply: z.object({}),
  },
  refresh: {
    method: 'POST',
    path: '/api/refresh',
    request: z.strictObject({
      device: idSchema('d'),
      refresh: z.string().max(200),
      /** Ed25519 of the device over {device, refresh}: a copied token file alone is useless. */
      signature: z.string().regex(/^[0-9a-f]{128}$/),
    }),
    reply: z.object({
      access: z.string(),
      accessEndsInMs: z.int(),
      refresh: z.string(),
      epoch: z.int(),
      recovering: z.boolean(),
    }),
  },
  signOut: { method: 'POST', path: '/api/sign-out', request: z.strictObject({}), reply: z.object({}) },
  signOutEverywhere: {
    method: 'POST',
    path: '/api/sign-out-everywhere',
    request: z.strictObject({}),
    reply: z.object({ devices: z.int() }),
  },
  tickets: {
    method: 'POST',
    path: '/api/tickets',
    request: z.strictObject({ documents: z.array(z.string().max(120)).min(1).max(50) }),
    reply: z.object({ tickets: z.array(z.string()) }),
  },
  exchange: {
    method: 'POST',
    path: '/api/documents/exchange',
    request: z.strictObject({
      documents: z
        .array(z.strictObject({ name: z.string().max(120), stateVector: base64(65_536) }))
        .min(1)
        .max(200),
    }),
    reply: z.object({
      documents: z.array(
        z.object({
          name: z.string(),
          update: z.string().nullable(),
          rights: z.enum(['none', 'read', 'write']),
          /** The caller has something that the server has not: normal with unsent edits, and after a restore. */
          lacks: z.boolean(),
        }),
      ),
    }),
  },
  command: {
    method: 'POST',
    path: '/api/commands',
    request: sentCommandSchema,
    reply: z.object({ entry: logEntrySchema }),
  },
  /** Entries of a log that the caller keeps. What continues the chain is taken while the server is recovering. */
  handBackLog: {
    method: 'POST',
    path: '/api/restore/log',
    request: z.strictObject({
      log: z.string().max(40),
      acts: z
        .array(recordedActSchema.extend({ ballot: ballotSchema.optional() }))
        .min(1)
        .max(200),
    }),
    reply: z.object({ taken: z.int(), disputed: z.int() }),
  },
  /** Files of published papers that the server lacks and the caller may read. */
  missingFiles: {
    method: 'POST',
    path: '/api/restore/files',
    request: z.strictObject({}),
    reply: z.object({ files: z.array(z.object({ file: fileIdSchema, meeting: idSchema('m') })) }),
  },
  restoreState: {
    method: 'GET',
    path: '/api/restore',
    request: z.object({}),
    reply: z.object({
      recovering: z.boolean(),
      devicesBack: z.int(),
      devicesKnown: z.int(),
      entriesTaken: z.int(),
      filesTaken: z.int(),
      disputed: z.int(),
      /** Who has said that enough has come back; a second person ends it. */
      agreed: z.array(idSchema('p')),
    }),
  },
  endRestore: {
    method: 'POST',
    path: '/api/restore/end',
    request: z.strictObject({}),
    reply: z.object({ ended: z.boolean() }),
  },
  registerFile: {
    method: 'POST',
    path: '/api/files',
    request: z.strictObject({
      file: fileIdSchema,
      meeting: idSchema('m'),
      /** Bytes of the sealed container. */
      size: z.int().min(1).max(4e9),
      key: base64(32),
    }),
    reply: z.object({ stored: z.boolean() }),
  },
  /** All sealed files that this device holds now, so that the office knows where a paper has arrived, and where it has left. */
  reportFiles: {
    method: 'POST',
    path: '/api/files/held',
    request: z.strictObject({ held: z.array(fileIdSchema).max(5000) }),
    reply: z.object({}),
  },
  /** Which machines hold the files of a meeting, or held them; for those who publish its papers. */
  fileHolders: {
    method: 'POST',
    path: '/api/files/holders',
    request: z.strictObject({ meeting: idSchema('m') }),
    reply: z.object({
      holders: z.array(
        z.object({
          file: fileIdSchema,
          device: idSchema('d'),
          person: idSchema('p'),
          heldAt: z.int(),
          /** Null while it still does. */
          goneAt: z.int().nullable(),
        }),
      ),
    }),
  },
  fileKey: {
    method: 'POST',
    path: '/api/files/key',
    request: z.strictObject({ file: fileIdSchema }),
    reply: z.object({ key: z.string() }),
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RequestOf<Name extends RouteName> = z.infer<(typeof routes)[Name]['request']>
export type ReplyOf<Name extends RouteName> = z.infer<(typeof routes)[Name]['reply']>

/** tus 1.0 (creation, HEAD, PATCH) for sealed containers; metadata `file` is the file id. */
export const uploadsPath = '/api/uploads'
/** GET, with Range: bytes of a sealed container. */
export const filePath = (file: string): string => `/api/files/${file}`
/** Websocket of one document; query `ticket`. */
export const syncPath = '/sync'
export const healthPath = '/healthz'
