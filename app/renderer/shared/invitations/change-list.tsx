import type { InvitationChange } from '#domain/invitation/invitation.ts'
import { useScribe } from '../documents/use-scribe.ts'
import { describeChanges } from './describe-changes.ts'
import classes from '../shared.module.css'

export function ChangeList({ changes }: { readonly changes: readonly InvitationChange[] }) {
  return (
    <ul className={classes.changes}>
      {describeChanges(changes, useScribe()).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
