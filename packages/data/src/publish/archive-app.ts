import { revisionChannel } from './commit-revision.ts'
import type { PublishContext } from './publish-context.ts'
import { publishErrors } from './publish-errors.ts'
import { writeArchived } from './revision-store.ts'

/** Takes an app out of the list, or back into it, and tells all servers to look which apps there are. */
export async function archiveApp({ workspace, clock }: PublishContext, app: string, archived: boolean): Promise<void> {
  const { database, key } = workspace
  await database.transaction(async (trx) => {
    const at = archived ? clock.now().toISOString() : null
    if (!(await writeArchived(trx, workspace, { app, at }))) throw publishErrors.APP_NOT_FOUND({ app })
    await trx.run({ text: 'select pg_notify($1, $2)', values: [revisionChannel, `${key}/${app}`] })
  })
}
