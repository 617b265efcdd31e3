import { join } from 'node:path'
import type { CommandActionHandler } from '@mortise/command/server'
import type { Registry } from '@mortise/core'
import {
  type AppStore,
  createAppStore,
  createDataEngine,
  createWorkspace,
  type Database,
  type DataEngine,
  ensureEventPartitions,
  eventsAhead,
  installParts,
  installWorkspaceParts,
  migrate,
  openWorkspace,
  type Workspace,
} from '@mortise/data/server'
import {
  loadBlockTypes,
  loadCommandActions,
  loadCommandHandlers,
  loadFieldStorages,
  loadFieldTypes,
  loadNodeServers,
  loadNodeTypes,
  loadViewTypes,
} from '@mortise/kinds/server'
import type { BlockType, CommandActionType, FieldType, ProcessKnowledge, ViewType } from '@mortise/metadata'
import { createPdfRenderer, type PdfRenderer } from '@mortise/print/server'
import { type ProcessNodeType, processKnowledge } from '@mortise/process'
import { discussionTables, figureViews, moveTables, processTables } from '@mortise/process/server'
import { type AnswerLinks, createAnswerLinks } from './answer-link/answer-links.ts'
import { mayDesign } from './app/session-of.ts'
import { type ChangeHub, createChangeHub } from './changes/change-hub.ts'
import { openPresence, type Presence } from './changes/presence.ts'
import { visibleIds } from './changes/visible-ids.ts'
import { type Config, publicUrl, resolveSecret } from './config.ts'
import { createDiskFileStore } from './files/disk-file-store.ts'
import type { FileStore } from './files/file-store.ts'
import { type Identity, openIdentity } from './identity/identity.ts'
import { createPeopleDirectory, type PeopleDirectory } from './identity/people-directory.ts'
import { createMailTransport, type MailTransport } from './mail/mail-transport.ts'
import type { Mailer } from './mail/mailer.ts'
import { startNotificationMail } from './mail/notification-mail.ts'
import { notificationTables } from './notifications/notification-tables.ts'
import { type Notifications, openNotifications } from './notifications/notifications.ts'
import { createHttpClient } from './outbound/http-client.ts'
import { foreseePeople } from './process/foresee-people.ts'
import { createOrganisationDirectory, type OrganisationDirectory } from './process/organisation-directory.ts'
import { type ProcessRuntime, startProcesses } from './process/process-runtime.ts'
import { createSecretStore, type SecretStore, secretTables } from './secrets/secret-store.ts'
import { type DemoLogin, readDemoLogins } from './start/demo-logins.ts'
import type { Progress } from './start/progress.ts'
import { startUpkeep } from './start/upkeep.ts'

/** What the routes work with; made once at the start. */
export interface Services {
  config: Config
  limits: Limits
  database: Database
  workspace: Workspace
  apps: AppStore
  engine: DataEngine
  identity: Identity
  people: PeopleDirectory
  /** Who is whose manager, who acts for whom. */
  organisation: OrganisationDirectory
  notifications: Notifications
  /** Null where no mail server is configured. */
  mail: MailTransport | null
  mailer: Mailer | null
  secrets: SecretStore
  processEngine: ProcessRuntime
  answerLinks: AnswerLinks
  files: FileStore
  changes: ChangeHub
  presence: Presence
  /** Shown on the log-in page of a demo; empty everywhere else. */
  demoLogins: DemoLogin[]
  pdf: PdfRenderer
  fieldTypes: Registry<FieldType>
  viewTypes: Registry<ViewType>
  commandActions: Registry<CommandActionType>
  nodeTypes: Registry<ProcessNodeType>
  /** What validation has to know of processes. */
  processes: ProcessKnowledge
  commandHandlers: Registry<CommandActionHandler>
  blockTypes: Registry<BlockType>
  close(): Promise<void>
}

/** How often something may be tried before it is refused for a while. */
export interface Limits {
  signInsPerMinute: number
  signInFailures: number
  /** Of one address to one public form, and of all to one. */
  publicAnswersPerMinute: { address: number; form: number }
  /** Of one address. */
  publicUploadsPerMinute: number
  /** Of one person. */
  lookalikesPerMinute: number
  /** People take at least so long to fill in a public form. */
  publicFillMs: number
}

export const defaultLimits: Limits = {
  ...{ signInsPerMinute: 30, signInFailures: 10 },
  ...{ publicAnswersPerMinute: { address: 20, form: 600 }, publicUploadsPerMinute: 20, publicFillMs: 1500 },
  lookalikesPerMinute: 60,
}

/** Brings a database that is being opened up to date, and opens everything over it. */
export async function openServices(
  opening: Promise<Database>,
  { config, progress }: { config: Config; progress: Progress },
): Promise<Services> {
  const [database] = await Promise.all([
    opening,
    // Their modules are loaded meanwhile.
    loadFieldTypes(),
    loadFieldStorages(),
  ])
  try {
    const secret = resolveSecret(config)
    const migrations = await migrate(database)
    if (migrations.length > 0)
      progress.step(`已执行 ${migrations.length} 个迁移`, `ran ${migrations.length} migrations`)
    return await assembleServices(database, { config, secret })
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Builds the engines over an open, migrated database: the one place where they are constructed. */
export async function assembleServices(
  database: Database,
  { config, secret, limits }: { config: Config; secret: string; limits?: Partial<Limits> },
): Promise<Services> {
  const workspace = await openMainWorkspace(database, config)
  const [fieldTypes, viewTypes, blockTypes, commandActions, commandHandlers, nodeTypes, storages, identity] =
    await Promise.all([
      loadFieldTypes(),
      loadViewTypes(),
      loadBlockTypes(),
      loadCommandActions(),
      loadCommandHandlers(),
      loadNodeTypes(),
      loadFieldStorages(),
      openIdentity(database, config, secret),
    ])
  const people = createPeopleDirectory(database)
  const engine = createDataEngine({ storages, directory: people })
  const processes = processKnowledge(nodeTypes)
  const organisation = createOrganisationDirectory(database)
  const apps: AppStore = createAppStore({
    ...{ workspace, fieldTypes, viewTypes, blockTypes, commandActions, processes, storages },
    lookAround: (looked) => foreseePeople({ organisation, people, nodeTypes, modelOf: (app) => apps.get(app) }, looked),
  })
  await apps.start()
  const stopHearing = await engine.hearOthers(database)
  const recalculator = engine.startRecalculator(workspace, apps.get)
  apps.onRevision(() => recalculator.wake())
  const changes = connectChanges({ workspace, engine, apps, identity, people })
  const presence = await openPresence({
    ...{ database, workspace: workspace.key },
    onChange: (app) => changes.presenceChanged({ app, people: presence.peopleIn(app) }),
  })
  identity.onChanged(() => organisation.forget())
  const nodeServers = await loadNodeServers()
  const secrets = createSecretStore(workspace, secret)
  const mail = createMailTransport(config)
  const notifications = await openNotifications({ workspace, changes, mail: mail !== null })
  const mailer = mail && startNotificationMail({ config, workspace, apps, people, nodeTypes, transport: mail })
  if (mailer) notifications.onMail(mailer.wake)
  const answerLinks = createAnswerLinks({ secret, baseUrl: publicUrl(config) })
  const processEngine = startProcesses({
    ...{ workspace, engine, modelOf: apps.get, models: apps.list, organisation, notifications, nodeTypes, nodeServers },
    ...{ mail, secrets, http: createHttpClient({ allowed: config.webhookNetworks }) },
    answerLinks,
    nameOf: async (id) => (await people.person(id))?.name ?? null,
  })
  const files = createDiskFileStore(join(config.dataDir, 'files'))
  const pdf = createPdfRenderer()
  const stopUpkeep = startUpkeep({ workspace, files })
  return {
    ...{
      config,
      limits: { ...defaultLimits, ...limits },
      database,
      workspace,
      fieldTypes,
      viewTypes,
      commandActions,
      commandHandlers,
      nodeTypes,
      processes,
      blockTypes,
      apps,
      engine,
      identity,
      people,
      files,
      changes,
      presence,
      organisation,
      notifications,
      mail,
      mailer,
      secrets,
      processEngine,
      answerLinks,
    },
    pdf,
    demoLogins: await readDemoLogins(database),
    async close() {
      stopUpkeep()
      changes.close()
      await Promise.all([
        pdf.close(),
        processEngine.stop(),
        notifications.close(),
        mailer?.stop(),
        apps.stop(),
        stopHearing(),
        recalculator.stop(),
        presence.close(),
        identity.close(),
      ])
      mail?.close()
      await database.close()
    },
  }
}

/** The one workspace of an installation, made at the first start. */
async function openMainWorkspace(database: Database, { timeZone }: Config): Promise<Workspace> {
  const key = 'main'
  const { rows } = await database.run({ text: 'select 1 from mortise.workspace where key = $1', values: [key] })
  if (rows.length === 0) await createWorkspace(database, { key, timeZone })
  const workspace = await openWorkspace(database, key)
  if (rows.length > 0) await installWorkspaceParts(workspace)
  await installParts(workspace, [
    processTables,
    figureViews,
    moveTables,
    discussionTables,
    notificationTables,
    secretTables,
  ])
  await ensureEventPartitions(workspace, eventsAhead(new Date()))
  return workspace
}

/** Lets open browsers hear of changes, and drops what is remembered of people when it is out of date. */
function connectChanges(parts: Pick<Services, 'workspace' | 'engine' | 'apps' | 'identity' | 'people'>): ChangeHub {
  const { workspace, engine, apps, identity, people } = parts
  const changes = createChangeHub({
    async visible(signedIn, change) {
      const model = apps.get(change.app)
      return model ? await visibleIds(engine, { workspace, model }, signedIn, change) : null
    },
    mayDesign({ principal }, app) {
      const model = apps.get(app)
      return model !== undefined && mayDesign(principal, model)
    },
    // A browser that misses a message shows old data until it asks again; nothing else depends on it.
    onError: (error) => console.error('live changes:', error),
  })
  engine.onChange((change) => {
    if (change.workspace === workspace.key) changes.recordChanged(change)
  })
  apps.onRevision(({ app, revision }) => changes.revisionChanged(app, revision))
  apps.onDraft((change) => changes.draftChanged(change))
  identity.onChanged((userId) => {
    people.forget()
    changes.disconnect(userId)
  })
  return changes
}
