import { shell } from './en/shell.ts'
import { entry } from './en/entry.ts'
import { marks } from './en/marks.ts'
import { meetings } from './en/meetings.ts'
import { reading } from './en/reading.ts'

/** English, complete. */
export const en = { ...shell, ...entry, ...meetings, ...marks, ...reading }
