import { shell } from './vi/shell.ts'
import { acts } from './vi/acts.ts'
import { closedPart } from './vi/closed-part.ts'
import { consultations } from './vi/consultations.ts'
import { documents } from './vi/documents.ts'
import { entry } from './vi/entry.ts'
import { help } from './vi/help.ts'
import { inviting } from './vi/inviting.ts'
import { letters } from './vi/letters.ts'
import { marks } from './vi/marks.ts'
import { meetings } from './vi/meetings.ts'
import { minutes } from './vi/minutes.ts'
import { notices } from './vi/notices.ts'
import { preparing } from './vi/preparing.ts'
import { reading } from './vi/reading.ts'
import { remarks } from './vi/remarks.ts'
import { room } from './vi/room.ts'
import { seating } from './vi/seating.ts'
import { statistics } from './vi/statistics.ts'
import { tasks } from './vi/tasks.ts'
import { voting } from './vi/voting.ts'

/** Vietnamese, the first language. English must have the same keys, or it does not compile. */
export const vi = {
  ...shell,
  ...acts,
  ...closedPart,
  ...consultations,
  ...documents,
  ...entry,
  ...help,
  ...inviting,
  ...letters,
  ...meetings,
  ...minutes,
  ...marks,
  ...notices,
  ...preparing,
  ...reading,
  ...remarks,
  ...room,
  ...seating,
  ...statistics,
  ...tasks,
  ...voting,
} as const
