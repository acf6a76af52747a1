import { useEffect, useState } from 'react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { ReplyOf } from '#protocol/http/contract.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'

type Holders = ReplyOf<'fileHolders'>['holders']
const everyMs = 5000

/** Where the papers of a meeting are, as the server hears it from the machines; null while it is not reached. */
export function useHolders(meeting: MeetingId): Holders | null {
  const workspace = useWorkspace()
  const [holders, setHolders] = useState<Holders | null>(null)
  useEffect(() => {
    let isGone = false
    const look = async () => {
      const answer = await workspace.fileHolders(meeting)
      if (!isGone) setHolders(answer.ok ? answer.value : null)
    }
    void look()
    const timer = setInterval(() => void look(), everyMs)
    return () => {
      isGone = true
      clearInterval(timer)
    }
  }, [workspace, meeting])
  return holders
}
