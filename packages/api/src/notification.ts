import type { LocalizedText } from '@mortise/core'

/**
 * What people are told of:
 *   task       something waits for them
 *   copy       something was shown to them
 *   reminder   a task takes longer than it should
 *   urge       somebody asks them to hurry
 *   mention    somebody named them in a comment
 *   withdrawn  a task of theirs is not needed any more
 *   ended      what they started has come to its end
 *   incident   a process cannot go on by itself; for administrators
 *   message    a process tells them something
 */
export const notificationKinds = [
  'task',
  'copy',
  'reminder',
  'urge',
  'mention',
  'withdrawn',
  'ended',
  'incident',
  'message',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** One of GET /api/notifications?unread=&size=&before= */
export interface Notification {
  id: string
  kind: NotificationKind
  /** What happened, in one line. */
  text: LocalizedText
  /** What it is about. */
  title: string
  /** What somebody wrote. */
  comment: string | null
  /** Who caused it; null when nobody did. */
  by: string | null
  at: string
  readAt: string | null
  app: string
  /** Where it leads to. */
  instance: string | null
  entity: string | null
  recordId: string | null
}

/** GET /api/notifications */
export interface NotificationPage {
  notifications: Notification[]
  next: string | null
  unread: number
}

/** POST /api/notifications/read: these, or all. */
export interface NotificationsReadInput {
  ids?: string[]
}

/** One line of GET and PUT /api/notifications/settings. */
export interface NotificationSetting {
  kind: NotificationKind
  app: boolean
  mail: boolean
}

/** GET /api/notifications/settings */
export interface NotificationSettings {
  settings: NotificationSetting[]
  /** Whether the server can send mail at all. */
  mail: boolean
}
