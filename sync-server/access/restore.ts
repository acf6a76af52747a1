import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { mayReadFile } from '#domain/papers/paper-access.ts'
import { can } from '#domain/permissions/can.ts'
import type { ReplyOf, RequestOf } from '#protocol/http/contract.ts'
import type { RecordedAct } from '#protocol/commands/log-entry.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Authority } from '../authority/authority.ts'
import type { RestoreMode } from '../operations/restore-mode.ts'
import type { StoredFiles } from '../papers/paper-files.ts'
import type { SignIn } from './tokens.ts'

export type RestoreParts = {
  readonly authority: Authority
  readonly mode: RestoreMode
  readonly stored: StoredFiles
}

/** What machines hand back after a restore, and how far that has got. */
export function createRestore({ authority, mode, stored }: RestoreParts) {
  const manages = (by: SignIn) =>
    can({ ...authority.actor(by.person, by.device), meetingRoles: [] }, 'organisation.manage')
  const managers = () =>
    [...authority.organisation().people.values()].filter(
      ({ active, systemRoles }) => active && systemRoles.includes('admin'),
    ).length

  return {
    async handBackLog(
      by: SignIn,
      { log, acts }: RequestOf<'handBackLog'>,
    ): Promise<Result<ReplyOf<'handBackLog'>, Refusal>> {
      mode.noteDevice(by.device)
      const counted = await authority.handBack(log, acts as readonly RecordedAct[])
      mode.noteEntries(counted)
      return ok(counted)
    },
    async missingFiles(by: SignIn): Promise<Result<ReplyOf<'missingFiles'>, Refusal>> {
      mode.noteDevice(by.device)
      if (!mode.isOn()) return ok({ files: [] })
      const actor = authority.actor(by.person, by.device)
      const files: { file: FileId; meeting: MeetingId }[] = []
      for (const [meeting, state] of authority.meetings())
        for (const { versions } of state.papers.values())
          for (const { file } of versions)
            if (!stored.has(file, meeting) && mayReadFile(state, actor, file)) files.push({ file, meeting })
      return ok({ files })
    },
    async state(): Promise<Result<ReplyOf<'restoreState'>, Refusal>> {
      const devicesKnown = [...authority.organisation().devices.values()].filter(
        ({ revokedAt }) => revokedAt === null,
      ).length
      return ok({ ...mode.state(), devicesKnown })
    },
    async end(by: SignIn): Promise<Result<ReplyOf<'endRestore'>, Refusal>> {
      if (!manages(by)) return fail('no-right')
      return ok({ ended: !mode.isOn() || (await mode.agree(by.person, Math.min(2, managers()))) })
    },
  }
}
export type Restore = ReturnType<typeof createRestore>
