import type { InvitationChange } from '#domain/invitation/invitation.ts'
import type { Scribe } from '../documents/office-document.ts'

/** What changed in an invitation, a sentence for each. */
export const describeChanges = (
  changes: readonly InvitationChange[],
  { t, formats }: Pick<Scribe, 't' | 'formats'>,
): readonly string[] =>
  changes.map((change) => {
    if (change.kind === 'time') {
      const [before, after] = [formats.moment(change.before), formats.moment(change.after)]
      return t('inviting.change.time', { before, after })
    }
    if (change.kind === 'place' && change.before === '') return t('inviting.change.placeSet', change)
    return t(`inviting.change.${change.kind}`, change)
  })
