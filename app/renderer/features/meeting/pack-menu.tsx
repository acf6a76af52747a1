import { IconBooks, IconChevronDown, IconDownload, IconPrinter } from '@tabler/icons-react'
import type { ItemRow, MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Menu } from '#design/index.ts'
import { usePack } from './use-pack.ts'

/** The whole pack in one file or on paper, with or without one's own marks. */
export function PackMenu({
  meeting,
  items,
  papers,
}: {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRow[]
}) {
  const { t } = useTranslation()
  const pack = usePack(meeting, { items, papers })
  if (pack.isEmpty) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={pack.making?.doing === 'making'}
          leftSection={<IconBooks size={20} aria-hidden />}
          rightSection={<IconChevronDown size={18} aria-hidden />}
        >
          {pack.making?.doing === 'printing' ? t('reader.printing', pack.making) : t('pack.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pack.save && (
          <>
            <Menu.Item leftSection={<IconDownload size={18} />} onClick={() => void pack.save?.(false)}>
              {t('pack.save')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDownload size={18} />} onClick={() => void pack.save?.(true)}>
              {t('pack.saveWithMarks')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconPrinter size={18} />} onClick={() => void pack.print(false)}>
          {t('pack.print')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={18} />} onClick={() => void pack.print(true)}>
          {t('pack.printWithMarks')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
