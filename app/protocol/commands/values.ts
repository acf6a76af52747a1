import { z } from 'zod'
import { isFileId, isId, type FileId, type IdByPrefix, type IdPrefix } from '#domain/kernel/ids.ts'

export const idSchema = <Prefix extends IdPrefix>(prefix: Prefix) =>
  z.custom<IdByPrefix[Prefix]>((value) => typeof value === 'string' && isId(prefix, value))
export const fileIdSchema = z.custom<FileId>((value) => typeof value === 'string' && isFileId(value))

/** Text of a person: kept in NFC so that it is found and signed alike everywhere. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize('NFC'))
