import type { ActSender } from '#application/acts/act-sender.ts'
import { invitationFacts } from '#application/papers/invitation-facts.ts'
import { publishingActs } from '#application/papers/publishing-acts.ts'
import type { DraftPaper } from '#application/ports/meeting-documents.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { Workspace } from '#application/session/workspace.ts'
import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { ok, type Result } from '#domain/kernel/result.ts'
import type { Refusal } from '#protocol/refusals.ts'

type Parts = {
  readonly acts: Pick<ActSender, 'submit'>
  readonly meetings: () => readonly MeetingRow[]
  readonly openAgenda: Workspace['openAgenda']
  readonly openPreparation: Workspace['openPreparation']
  readonly sendFile: (meeting: MeetingId, file: FileId) => Promise<Result<null, Refusal | 'offline'>>
}

/** Files first, then the acts, then the invitation as it reads now; what is out is prepared no more. */
export async function publishPapers(
  meeting: MeetingId,
  drafts: readonly DraftPaper[],
  { acts, meetings, openAgenda, openPreparation, sendFile }: Parts,
): ReturnType<Workspace['publish']> {
  for (const { file } of drafts) {
    const sent = await sendFile(meeting, file)
    if (!sent.ok) return sent
  }
  const status = meetings().find(({ id }) => id === meeting)?.status ?? 'draft'
  let outcome: 'accepted' | 'waiting' = 'accepted'
  const publishing = publishingActs(meeting, drafts, status)
  for (const act of publishing) {
    const done = await acts.submit(act)
    if (!done.ok) return done
    if (done.value === 'waiting') outcome = 'waiting'
    if (act.t !== 'meeting.publish') continue
    const agenda = await openAgenda(meeting)
    const invitation = invitationFacts(agenda.content.get())
    agenda.close()
    const issued = await acts.submit({ t: 'invitation.issue', meeting, invitation })
    // One that was postponed and goes out as it was has nothing new to say.
    if (!issued.ok && issued.error !== 'already-exists') return issued
  }
  const preparation = await openPreparation(meeting)
  for (const { id } of drafts) preparation.editor.removePaper(id)
  await preparation.flush()
  preparation.close()
  return ok(outcome)
}
