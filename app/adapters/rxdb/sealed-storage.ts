import {
  clone,
  flatClone,
  getPrimaryFieldOfPrimaryKey,
  hasEncryption,
  wrapRxStorageInstance,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb/plugins/core'
import type { Sealer } from '#protocol/files/sealer.ts'

type Row = Record<string, unknown> & { _rev?: string; damaged?: true; box?: string }
type OwnWrite = { readonly box: string; readonly json: string; readonly row: Row }

const rememberedWrites = 500

/**
 * Authenticated encryption under RxDB: the sealed fields of a row become one box (AES-256-GCM) that is bound to database,
 * collection, schema version and row id, so that rows cannot be swapped. RxDB's own plugin is not authenticated and
 * freezes the window. Bytes are kept as text of code points 0–255, which the database stores as one byte each.
 */
export function createSealedStorage<Internals, Options>(parts: {
  readonly storage: RxStorage<Internals, Options>
  readonly sealerFor: (scope: string) => Promise<Sealer>
  /** One unreadable row must not break every list: it is delivered with `damaged: true`, and told here. */
  readonly onDamage: (scope: string, id: string) => void
}): RxStorage<Internals, Options> {
  return Object.assign({}, parts.storage, {
    async createStorageInstance<RowType>(params: RxStorageInstanceCreationParams<RowType, Options>) {
      if (!hasEncryption(params.schema)) return parts.storage.createStorageInstance(params)
      const sealedFields = (params.schema.encrypted ?? []) as string[]
      const scope = `${params.databaseName}/${params.collectionName}`
      const sealer = await parts.sealerFor(scope)
      const idField = getPrimaryFieldOfPrimaryKey(params.schema.primaryKey) as string
      const inner = await parts.storage.createStorageInstance({
        ...params,
        schema: innerSchema(params.schema, sealedFields),
      })
      const labelOf = (row: Row) => `${scope}/${params.schema.version}/${String(row[idField])}`

      // Own writes come back as events and as the "previous" of the next write: no need to seal or open them again.
      const written = new Map<string, OwnWrite>()
      const writeKey = (row: Row) => `${String(row[idField])}|${row._rev ?? ''}`
      const remember = (write: OwnWrite) => {
        written.set(writeKey(write.row), write)
        if (written.size > rememberedWrites) written.delete(written.keys().next().value ?? '')
      }

      async function toStorage(row: Row): Promise<Row> {
        const out = flatClone(row) as Row
        if (row.damaged) {
          delete out.damaged
          return out
        }
        const sealed: Row = {}
        for (const field of sealedFields) {
          if (row[field] !== undefined) sealed[field] = row[field]
          delete out[field]
        }
        const json = JSON.stringify(sealed)
        const known = written.get(writeKey(row))
        // A failed write may come again with the same revision and other content, so the content is compared too.
        if (known?.json === json) out.box = known.box
        else {
          out.box = toLatin1(await sealer.seal(new TextEncoder().encode(json), labelOf(row)))
          remember({ box: out.box, json, row })
        }
        return out
      }

      async function fromStorage(row: Row): Promise<Row> {
        if (row.box === undefined) return row
        const out = flatClone(row) as Row
        delete out.box
        const known = written.get(writeKey(row))
        if (known?.box === row.box) {
          for (const field of sealedFields) if (known.row[field] !== undefined) out[field] = known.row[field]
          return out
        }
        const plain = await sealer.open(fromLatin1(row.box), labelOf(row))
        if (plain) return Object.assign(out, JSON.parse(new TextDecoder().decode(plain)) as Row)
        parts.onDamage(scope, String(row[idField]))
        return Object.assign(out, { damaged: true, box: row.box })
      }

      const wrapped = wrapRxStorageInstance(
        params.schema,
        inner,
        toStorage as unknown as (row: RxDocumentData<RowType>) => Promise<RxDocumentData<RowType>>,
        fromStorage as unknown as (row: RxDocumentData<RowType>) => Promise<RxDocumentData<RowType>>,
      )
      refuseSealedQueries(wrapped, sealedFields)
      return wrapped
    },
  })
}

function innerSchema<
  Schema extends { encrypted?: unknown; properties: object; required?: readonly string[] | string[] },
>(schema: Schema, sealedFields: readonly string[]): Schema {
  const inner = clone(schema) as Schema & { properties: Record<string, unknown>; required?: string[] }
  delete inner.encrypted
  for (const field of sealedFields) delete inner.properties[field]
  inner.required = (inner.required ?? []).filter((field) => !sealedFields.includes(field))
  inner.properties.box = { type: 'string' }
  return inner
}

/** The storage would compare ciphertext: better an error at once than a silent empty list. */
function refuseSealedQueries<RowType>(
  instance: RxStorageInstance<RowType, unknown, unknown>,
  sealedFields: readonly string[],
): void {
  const { query, count } = instance
  type Prepared = Parameters<typeof query>[0]
  const check = (prepared: Prepared) => {
    const used = [...fieldsOf(prepared.query.selector), ...prepared.query.sort.flatMap((part) => Object.keys(part))]
    const sealed = used.find((field) => sealedFields.includes(field))
    if (sealed) throw new Error(`The field ${sealed} is sealed: filter or sort it in memory`)
  }
  instance.query = async (prepared: Prepared) => {
    check(prepared)
    return query.call(instance, prepared)
  }
  instance.count = async (prepared: Prepared) => {
    check(prepared)
    return count.call(instance, prepared)
  }
}

function fieldsOf(selector: unknown): string[] {
  if (typeof selector !== 'object' || selector === null) return []
  return Object.entries(selector).flatMap(([key, value]) =>
    key.startsWith('$') && Array.isArray(value) ? value.flatMap(fieldsOf) : [key.split('.')[0] ?? key],
  )
}

export function toLatin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

export function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
