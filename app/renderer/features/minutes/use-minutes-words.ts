import { useMemo } from 'react'
import type { MinutesWords } from '#domain/minutes/compose-minutes.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'

/** The sentences of the minutes in the language of the screen. */
export function useMinutesWords(): MinutesWords {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  return useMemo(
    () => ({
      language: i18n.language === 'en' ? 'en' : 'vi',
      timeAndPlace: () => t('minutes.words.timeAndPlace'),
      startedAt: (at) => t('minutes.words.startedAt', { time: formats.time(at), day: formats.day(at) }),
      endedAt: (at) => t('minutes.words.endedAt', { time: formats.time(at), day: formats.day(at) }),
      place: (place) => t('minutes.words.place', { place }),
      takingPart: () => t('minutes.words.takingPart'),
      chair: (name) => t('minutes.words.chair', { name }),
      secretaries: (names) => t('minutes.words.secretaries', { names }),
      present: (counts) => t('minutes.words.present', counts),
      excused: (people) => t('minutes.words.excused', { people }),
      absent: (people) => t('minutes.words.absent', { people }),
      guests: (names) => t('minutes.words.guests', { names }),
      quorum: (isMet, reason) =>
        isMet ? t('minutes.words.quorumMet') : t('minutes.words.quorumNotMet', { reason: reason || '…' }),
      presentedBy: (name) => t('minutes.words.presentedBy', { name }),
      speakers: (names) => t('minutes.words.speakers', { names }),
      recused: (names) => t('minutes.words.recused', { names }),
      voted: (title, isSecret) => t(isSecret ? 'minutes.words.votedSecretly' : 'minutes.words.voted', { title }),
      counts: (counts) => t(counts.other > 0 ? 'minutes.words.countsWithOther' : 'minutes.words.counts', counts),
      option: (label, votes) => t('minutes.words.option', { label, votes }),
      annulled: (reason) => t('minutes.words.annulled', { reason }),
      listApproved: (how) => t('vote.list.approved', { how }),
      pulledOut: (label, name) => t('vote.block.pulled', { label, name }),
      conclusion: (text) => t('minutes.words.conclusion', { text }),
      task: ({ lead, support, title, due }) =>
        support === ''
          ? t('minutes.words.task', { lead, title, day: formats.date(due) })
          : t('minutes.words.taskWithSupport', { lead, support, title, day: formats.date(due) }),
      deferred: () => t('minutes.words.deferred'),
    }),
    [t, i18n.language, formats],
  )
}
