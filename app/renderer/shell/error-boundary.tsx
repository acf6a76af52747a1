import { Component, type ReactNode } from 'react'
import { useTranslation } from '../i18n/i18n.ts'
import { Button, EmptyState } from '../design/index.ts'

/** The edge of the window: an unexpected fault shows something calm, and what was saved is still saved. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <Fault /> : this.props.children
  }
}

function Fault() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('fault.title')}
      action={<Button onClick={() => globalThis.location.reload()}>{t('fault.reload')}</Button>}
    >
      {t('fault.text')}
    </EmptyState>
  )
}
