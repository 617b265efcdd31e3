import type { Notification } from '@mortise/api'

/** Where a notification leads to: its task, else its record, else the app. */
export function notificationTarget({ instance, kind, app, entity, recordId }: Notification): string {
  const record = entity && recordId ? `/a/${app}/${entity}/${recordId}` : null
  if (kind === 'mention' && record) return record
  if (instance) return `/tasks/${instance}`
  return record ?? `/a/${app}`
}
