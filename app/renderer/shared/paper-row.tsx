import { IconAlertTriangle, IconCircleCheck, IconDownload, IconFileText, IconFileX } from '@tabler/icons-react'
import type { PaperRow as Row } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '../shell/app-context.ts'
import { pathOf } from '../shell/router.ts'
import { useFormats } from '../i18n/formats.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Progress, useLive } from '../design/index.ts'
import classes from './shared.module.css'

/** One paper: what it is, and whether it can be read without a network. A withdrawn one keeps its row. */
export function PaperRow({ paper }: { readonly paper: Row }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const place = { screen: 'reader', meeting: paper.meetingId, paper: paper.id, beside: null } as const
  const facts = [t(`paperKind.${paper.kind}`), t('papers.pages', { count: paper.pageCount }), formats.size(paper.size)]
  if (paper.marking !== 'internal') facts.push(t(`marking.${paper.marking}`))
  if (paper.version > 1) facts.push(t('papers.version', { number: paper.version }))
  if (paper.status === 'withdrawn') {
    return (
      <div className={classes.paper} data-withdrawn>
        <IconFileX size={24} aria-hidden />
        <span className={classes.paperText}>
          <span className={classes.paperTitle}>{paper.title}</span>
          <span className={classes.paperFacts}>{t('papers.withdrawn')}</span>
        </span>
      </div>
    )
  }
  return (
    <a
      className={classes.paper}
      href={pathOf(place)}
      onClick={(event) => {
        event.preventDefault()
        router.go(place)
      }}
    >
      <IconFileText size={24} aria-hidden className={classes.paperIcon} />
      <span className={classes.paperText}>
        <span className={classes.paperTitle}>{paper.title}</span>
        <span className={classes.paperFacts}>{facts.join(' · ')}</span>
      </span>
      <PaperState paper={paper} />
    </a>
  )
}

function PaperState({ paper }: { readonly paper: Row }) {
  const { t } = useTranslation()
  const state = useLive(useWorkspace().fileStates).get(paper.fileId) ?? { kind: 'absent' }
  switch (state.kind) {
    case 'ready':
      return (
        <span className={classes.state} data-kind="ready">
          <IconCircleCheck size={20} aria-hidden /> {t('papers.here')}
        </span>
      )
    case 'downloading': {
      const percent = state.size === 0 ? 0 : Math.floor((state.received / state.size) * 100)
      return (
        <span className={classes.state}>
          <Progress value={percent} w={80} aria-label={t('papers.downloading', { percent })} />
          {t('papers.downloading', { percent })}
        </span>
      )
    }
    case 'failed':
      return (
        <span className={classes.state} data-kind="failed">
          <IconAlertTriangle size={20} aria-hidden /> {t(`papers.failed.${state.reason}`)}
        </span>
      )
    case 'absent':
      return (
        <span className={classes.state}>
          <IconDownload size={20} aria-hidden /> {t('papers.absent')}
        </span>
      )
  }
}
