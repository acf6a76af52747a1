import { IconCertificate, IconDownload, IconReceipt, IconShieldCheck } from '@tabler/icons-react'
import { receiptsFormat, type Receipts } from '#protocol/record/check-receipts.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, Text } from '#design/index.ts'
import { ArchiveButton } from './archive-button.tsx'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** After the end: the seals of chair and secretary, and the record that anybody can check without us. */
export function RecordPanel() {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const workspace = useWorkspace()
  const { room, state, meeting, me, may, nameOf, act } = useRoomView()
  const { seals } = state.sitting
  const hasVoted = [...state.polls.values()].some(({ ballots }) =>
    [...ballots.values()].some(({ castBy }) => castBy === me),
  )
  const seal = () => {
    const { seq, hash } = room.head()
    return act({ t: 'log.seal', meeting: room.meeting, seq, head: hash })
  }
  const save = async () => {
    const record = workspace.makeRecord(room, meeting.title)
    if (record) await hostWindow.saveFile?.(`${t('room.record.fileName')}.json`, encode(JSON.stringify(record)))
  }
  const saveReceipts = async () => {
    const receipts: Receipts = {
      format: receiptsFormat,
      log: room.meeting,
      entries: await workspace.receiptsOf(room.meeting),
    }
    await hostWindow.saveFile?.(`${t('room.record.receiptsName')}.json`, encode(JSON.stringify(receipts)))
  }
  const savePage = async () => {
    const page = await (await fetch('/record-verifier.txt')).text()
    await hostWindow.saveFile?.(`${t('room.record.pageName')}.html`, encode(page))
  }
  return (
    <section className={classes.current} aria-label={t('room.record.title')}>
      <h2 className={classes.panelTitle}>{t('room.record.title')}</h2>
      <Text>{t('room.record.text')}</Text>
      {[...seals].map(([person, head]) => (
        <Text key={person} fw={600}>
          {t('room.record.sealed', { name: nameOf(person), code: hashCode(head, 16) })}
        </Text>
      ))}
      <Group gap="xs">
        {may('log.seal') && !seals.has(me) && (
          <Button leftSection={<IconCertificate size={20} aria-hidden />} onClick={() => void seal()}>
            {t('room.record.seal')}
          </Button>
        )}
        {hostWindow.saveFile && (
          <>
            <Button variant="default" leftSection={<IconDownload size={20} aria-hidden />} onClick={() => void save()}>
              {t('room.record.save')}
            </Button>
            {may('meeting.edit') && state.sitting.seals.size > 0 && <ArchiveButton />}
            {hasVoted && (
              <Button
                variant="default"
                leftSection={<IconReceipt size={20} aria-hidden />}
                onClick={() => void saveReceipts()}
              >
                {t('room.record.saveReceipts')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconShieldCheck size={20} aria-hidden />}
              onClick={() => void savePage()}
            >
              {t('room.record.savePage')}
            </Button>
          </>
        )}
      </Group>
    </section>
  )
}

const encode = (text: string) => new TextEncoder().encode(text)
