import { createTheme, MantineProvider, mergeThemeOverrides, type MantineColorScheme } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { setNonce } from 'get-nonce'
import { useEffect, useMemo, type ReactNode } from 'react'
import { theme } from './theme.ts'

export type Appearance = {
  readonly scheme: 'light' | 'dark' | 'auto'
  readonly contrast: 'normal' | 'high'
  /** 1, 1.25 or 1.5. */
  readonly textScale: number
}

export function DesignProvider({
  appearance,
  language,
  nonce,
  closeLabel,
  children,
}: {
  readonly appearance: Appearance
  readonly language: string
  readonly nonce: string
  /** What the cross of dialogs, drawers and notices says to those who do not see it. */
  readonly closeLabel: string
  readonly children: ReactNode
}) {
  useEffect(() => {
    setNonce(nonce)
  }, [nonce])
  useEffect(() => {
    const root = document.documentElement
    root.style.setProperty('--text-scale', String(appearance.textScale))
    root.dataset.contrast = appearance.contrast
    root.lang = language
  }, [appearance, language])
  const labelled = useMemo(() => {
    const defaultProps = { closeButtonProps: { 'aria-label': closeLabel } }
    return mergeThemeOverrides(
      theme,
      createTheme({
        components: { Modal: { defaultProps }, Drawer: { defaultProps }, Notification: { defaultProps } },
      }),
    )
  }, [closeLabel])
  const scheme: MantineColorScheme = appearance.scheme
  return (
    <MantineProvider
      theme={labelled}
      defaultColorScheme={scheme}
      getStyleNonce={() => nonce}
      {...(scheme !== 'auto' && { forceColorScheme: scheme })}
    >
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-right" autoClose={6000} />
        {children}
      </DatesProvider>
    </MantineProvider>
  )
}
