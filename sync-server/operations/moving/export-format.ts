import { z } from 'zod'
import { idSchema } from '#protocol/commands/values.ts'

/** Everything an organisation has on a server, for any storage engine: lines of JSON, papers as sealed files, and one index. */
export const exportFormat = 'ecabinet-export/1'
export const indexName = 'export.json'
export const keysName = 'server-keys.json'
export const papersName = 'papers'
export const tableNames = ['logs', 'documents', 'accounts', 'files', 'settings'] as const
export type TableName = (typeof tableNames)[number]
export const tableFile = (name: TableName): string => `${name}.ndjson`

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/)
const parameters = z.strictObject({ salt: z.string(), memoryKiB: z.int(), passes: z.int() })

export const exportIndexSchema = z.strictObject({
  format: z.literal(exportFormat),
  madeAt: z.int(),
  organisation: idSchema('o'),
  name: z.string(),
  epoch: z.int().min(1),
  /** SHA-256 of the server's signing key in public: what every log must be signed by. */
  serverKey: hash,
  tables: z.record(z.enum(tableNames), z.strictObject({ lines: z.int().min(0), sha256: hash })),
  papers: z.strictObject({ count: z.int().min(0), bytes: z.int().min(0) }),
})
export type ExportIndex = z.infer<typeof exportIndexSchema>

export const documentLineSchema = z.strictObject({
  key: z.string().max(100),
  seq: z.int().min(0),
  snapshot: base64.nullable(),
  updates: z.array(base64),
  clients: z.array(z.tuple([z.int(), z.string()])),
})
export const accountLineSchema = z.strictObject({
  person: idSchema('p'),
  account: z.string(),
  parameters,
  proofHash: z.string(),
  sealedMasterKey: z.string(),
  recovery: z.strictObject({ parameters, proofHash: z.string(), sealedMasterKey: z.string() }).nullable(),
})
export const fileLineSchema = z.strictObject({
  file: hash,
  meeting: idSchema('m'),
  size: z.int().min(0),
  sealedKey: base64,
  stored: z.boolean(),
})
export const settingLineSchema = z.strictObject({ key: z.string(), value: z.string() })
