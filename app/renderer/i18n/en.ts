import { shell } from './en/shell.ts'
import { acts } from './en/acts.ts'
import { closedPart } from './en/closed-part.ts'
import { consultations } from './en/consultations.ts'
import { documents } from './en/documents.ts'
import { entry } from './en/entry.ts'
import { help } from './en/help.ts'
import { inviting } from './en/inviting.ts'
import { letters } from './en/letters.ts'
import { marks } from './en/marks.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { notices } from './en/notices.ts'
import { preparing } from './en/preparing.ts'
import { reading } from './en/reading.ts'
import { remarks } from './en/remarks.ts'
import { room } from './en/room.ts'
import { seating } from './en/seating.ts'
import { statistics } from './en/statistics.ts'
import { tasks } from './en/tasks.ts'
import { voting } from './en/voting.ts'

/** English, complete. */
export const en = {
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
}
