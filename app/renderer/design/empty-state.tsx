import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './design.module.css'

/** What stands where nothing is yet: one sentence, and the one thing to do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <Stack align="center" gap="sm" className={classes.empty}>
      <span className={classes.emptyIcon} aria-hidden>
        {icon}
      </span>
      <Title order={2} size="h3" ta="center">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" ta="center" maw="34rem">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  )
}
