import { IconQuote } from '@tabler/icons-react'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Menu } from '#design/index.ts'

/** Sentences that minutes use again and again; blanks are filled in by hand. */
export function PhraseMenu({
  of,
  onChoose,
}: {
  readonly of: 'notes' | 'conclusion'
  readonly onChoose: (phrase: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width="min(40rem, 90vw)">
      <Menu.Target>
        <Button
          size="compact-md"
          mih={44}
          variant="subtle"
          color="gray"
          leftSection={<IconQuote size={18} aria-hidden />}
        >
          {t(`minutes.phrases.${of}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        {t(`minutes.phrases.${of}List`, { returnObjects: true }).map((phrase) => (
          <Menu.Item key={phrase} onClick={() => onChoose(phrase)} style={{ whiteSpace: 'normal' }}>
            {phrase}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
