import { localize } from '@mortise/core'
import type { AppStore, Workspace } from '@mortise/data/server'
import { readWorkspaceName } from '../app/workspace-name.ts'
import { type Config, publicUrl } from '../config.ts'
import type { PeopleDirectory } from '../identity/people-directory.ts'
import type { Services } from '../services.ts'
import { readAddress } from './address-store.ts'
import type { MailTransport } from './mail-transport.ts'
import { type Mailer, startMailer } from './mailer.ts'
import { notificationLetter } from './notification-letter.ts'

interface NotificationMailParts {
  config: Config
  workspace: Workspace
  apps: Pick<AppStore, 'get'>
  people: PeopleDirectory
  transport: MailTransport
  nodeTypes: Services['nodeTypes']
}

/** Sends notifications as letters to whoever wants them. */
export function startNotificationMail(parts: NotificationMailParts): Mailer {
  const { config, workspace, apps, people, transport, nodeTypes } = parts
  return startMailer({
    workspace,
    transport,
    async letterOf(row) {
      const address = await readAddress(workspace.database, row.user_id)
      if (!address) return null
      const { email: to, language } = address
      const who = row.by_user === null ? null : ((await people.person(row.by_user))?.name ?? null)
      const name = localize(await readWorkspaceName({ workspace, config }), language)
      return notificationLetter(row, {
        ...{ model: apps.get(row.app), nodeTypes, who, to, language },
        ...{ baseUrl: publicUrl(config), workspace: name },
      })
    },
  })
}
