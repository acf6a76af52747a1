import type { Approval } from '#domain/preparation/preparation.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { useNames } from '../use-room.ts'

/** How far the approval of a meeting is, in one sentence. */
export function useApprovalWords(): (approval: Approval) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  return ({ approver, at, answer }) => {
    const name = nameOf(approver)
    if (answer === null) return t('preparing.approval.waiting', { name, at: formats.moment(at) })
    return answer.approved
      ? t('preparing.approval.approved', { name, at: formats.moment(answer.at) })
      : t('preparing.approval.refused', { name, reason: answer.note })
  }
}
