import { useWorkspace } from '#renderer/shell/app-context.ts'
import { can } from '#domain/permissions/can.ts'
import type { Action } from '#domain/permissions/rights-table.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PageHeader, Skeleton, Tabs, Text, useLive } from '#design/index.ts'
import { BodiesTab } from './bodies-tab.tsx'
import { DevicesTab } from './devices-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { PlacesTab } from './places-tab.tsx'
import { RegistersTab } from './registers-tab.tsx'
import { RulesTab } from './rules-tab.tsx'
import { TypesTab } from './types-tab.tsx'

export function OrganisationScreen() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  const me = workspace.identity.person
  const may = (action: Action) =>
    can({ deviceRevoked: false, suspended: false, systemRoles: me.systemRoles, meetingRoles: [] }, action)
  const mayManage = may('organisation.manage')
  if (directory === null) return <Skeleton h={300} aria-busy />
  return (
    <>
      <PageHeader
        title={t('organisation.title')}
        below={<Text c="dimmed">{mayManage ? t('organisation.manageText') : t('organisation.readText')}</Text>}
      />
      <Tabs defaultValue="people" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="people">{t('organisation.tab.people', { count: directory.people.length })}</Tabs.Tab>
          <Tabs.Tab value="bodies">{t('organisation.tab.bodies', { count: directory.bodies.length })}</Tabs.Tab>
          <Tabs.Tab value="places">{t('organisation.tab.places')}</Tabs.Tab>
          <Tabs.Tab value="rules">{t('organisation.tab.rules')}</Tabs.Tab>
          <Tabs.Tab value="types">{t('organisation.tab.types')}</Tabs.Tab>
          <Tabs.Tab value="registers">{t('organisation.tab.registers')}</Tabs.Tab>
          <Tabs.Tab value="devices">{t('organisation.tab.devices')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeopleTab directory={directory} mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="bodies">
          <BodiesTab directory={directory} mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="places">
          <PlacesTab directory={directory} mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RulesTab directory={directory} mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="types">
          <TypesTab directory={directory} mayManage={may('type.put')} />
        </Tabs.Panel>
        <Tabs.Panel value="registers">
          <RegistersTab directory={directory} mayTake={may('number.take')} />
        </Tabs.Panel>
        <Tabs.Panel value="devices">
          <DevicesTab directory={directory} mayManage={mayManage} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
