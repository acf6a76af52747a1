import { IconChevronDown, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  composeConclusions,
  composeInvitation,
  composeResolution,
  type MeetingFacts,
} from '#renderer/shared/documents/compose-letters.ts'
import { composeAttendance, composeProgramme } from '#renderer/shared/documents/compose-lists.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import type { OfficeDocument, Scribe } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { useRoom } from '#renderer/shared/use-room.ts'
import { Button, Menu, useLive } from '#design/index.ts'

const composers: Readonly<Record<string, (facts: MeetingFacts, scribe: Scribe) => OfficeDocument>> = {
  invitation: composeInvitation,
  programme: composeProgramme,
  attendance: composeAttendance,
  conclusions: composeConclusions,
  resolution: composeResolution,
}
const before = ['invitation', 'programme'] as const
const after = ['attendance', 'conclusions', 'resolution'] as const

type Rows = {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
}

/** The papers that the secretariat issues around a meeting, drawn up from what the machine knows. */
export function DocumentsMenu(rows: Rows) {
  const { hostWindow } = useApp()
  const room = useRoom(rows.meeting.id)
  return hostWindow.saveFile && room ? <Documents {...rows} room={room} /> : null
}

function Documents({ room, ...rows }: Rows & { readonly room: MeetingRoom }) {
  const { t } = useTranslation()
  const scribe = useScribe()
  const state = useLive(room.state)
  const [document, setDocument] = useState<OfficeDocument | null>(null)
  const hasBegun = state.sitting.startedAt !== null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconFileText size={20} aria-hidden />}
            rightSection={<IconChevronDown size={18} aria-hidden />}
          >
            {t('document.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {[...before, ...(hasBegun ? after : [])].map((name) => (
            <Menu.Item key={name} onClick={() => setDocument(composers[name]?.({ ...rows, state }, scribe) ?? null)}>
              {t(`document.names.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {document && <DocumentDialog key={document.fileName} document={document} onClose={() => setDocument(null)} />}
    </>
  )
}
