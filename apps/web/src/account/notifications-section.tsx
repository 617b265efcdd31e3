import type { NotificationSetting } from '@mortise/api'
import { Checkbox, ErrorState, RowSkeletons, Table, toastError, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { notificationSettingsQuery, saveNotificationSetting } from '../api/notifications.ts'
import { AccountSection } from './account-section.tsx'
import { notificationSettingTexts } from './notification-setting-texts.ts'

/** What the user is told of in the app, and what by mail. */
export function NotificationsSection() {
  const t = useText(notificationSettingTexts)
  const { data, error, refetch } = useQuery(notificationSettingsQuery)
  return (
    <AccountSection title={t('title')} text={data && !data.mail ? t('noMail') : t('text')}>
      {error ? (
        <ErrorState compact message={messageOf(error)} errorId={requestIdOf(error)} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <RowSkeletons rows={4} height={36} /> : null}
      {data ? <Settings settings={data.settings} mail={data.mail} /> : null}
    </AccountSection>
  )
}

function Settings({ settings, mail }: { settings: readonly NotificationSetting[]; mail: boolean }) {
  const t = useText(notificationSettingTexts)
  const save = (setting: NotificationSetting) =>
    void saveNotificationSetting(setting).catch((error: unknown) => toastError(messageOf(error)))
  return (
    <Table verticalSpacing={6} horizontalSpacing={8}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th w={100}>{t('app')}</Table.Th>
          <Table.Th w={72}>{t('mail')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {settings.map((setting) => (
          <Table.Tr key={setting.kind}>
            <Table.Td>{t(setting.kind)}</Table.Td>
            <Table.Td>
              <Checkbox
                aria-label={`${t(setting.kind)} · ${t('app')}`}
                checked={setting.app}
                onChange={(event) => save({ ...setting, app: event.currentTarget.checked })}
              />
            </Table.Td>
            <Table.Td>
              <Checkbox
                aria-label={`${t(setting.kind)} · ${t('mail')}`}
                checked={mail && setting.mail}
                disabled={!mail}
                onChange={(event) => save({ ...setting, mail: event.currentTarget.checked })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
