import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './design.module.css'

export function PageHeader({
  title,
  above,
  below,
  actions,
}: {
  readonly title: string
  readonly above?: ReactNode
  readonly below?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <header className={classes.pageHeader}>
      <div className={classes.pageHeaderText}>
        {above}
        <Title order={1} className={classes.pageTitle}>
          {title}
        </Title>
        {below}
      </div>
      {actions && <div className={classes.pageActions}>{actions}</div>}
    </header>
  )
}
