import { shell } from './vi/shell.ts'
import { entry } from './vi/entry.ts'
import { marks } from './vi/marks.ts'
import { meetings } from './vi/meetings.ts'
import { reading } from './vi/reading.ts'

/** Vietnamese, the first language. English must have the same keys, or it does not compile. */
export const vi = { ...shell, ...entry, ...meetings, ...marks, ...reading } as const
