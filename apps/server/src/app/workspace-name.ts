import type { LocalizedText } from '@mortise/core'
import type { Workspace } from '@mortise/data/server'
import type { Services } from '../services.ts'

/** What the workspace is called: as an administrator named it, else as configured. */
export async function readWorkspaceName({
  workspace,
  config,
}: Pick<Services, 'workspace' | 'config'>): Promise<LocalizedText> {
  const { rows } = await workspace.database.run<{ name: LocalizedText | null }>({
    text: 'select name from mortise.workspace where key = $1',
    values: [workspace.key],
  })
  return rows[0]?.name ?? config.workspaceName
}

/** Gives the workspace another name. */
export async function renameWorkspace({ key, database }: Workspace, name: LocalizedText): Promise<void> {
  await database.run({
    text: 'update mortise.workspace set name = $2::jsonb where key = $1',
    values: [key, JSON.stringify(name)],
  })
}
