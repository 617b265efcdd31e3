import { type AppChange, type AppModel, type ChangeImpact, compileApp, diffApps } from '@mortise/metadata'
import { countTouched } from './count-impact.ts'
import type { Proposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import type { Documents } from './revision-store.ts'

/** One difference in words; what it does to data says how many records it touches. */
export type DraftChange = AppChange

/** What a proposal would change, with the records that are touched counted. */
export async function changesOf(
  context: PublishContext,
  { base, baseRevision, submitted }: Proposal,
): Promise<DraftChange[]> {
  const changes = compareDocuments(context, base, submitted)
  if (baseRevision === 0 || !changes.some(touchesData)) return changes
  const { fieldTypes } = context
  const before = compileApp([...base.values()], { fieldTypes, revision: baseRevision })
  return await Promise.all(changes.map((change) => withCount(context, before, change)))
}

/** What changed between two sets of documents, in words. */
export function compareDocuments({ fieldTypes }: PublishContext, before: Documents, after: Documents): DraftChange[] {
  return diffApps([...before.values()], [...after.values()], { fieldTypes })
}

function touchesData({ impact }: AppChange): boolean {
  return impact?.kind === 'data'
}

async function withCount(context: PublishContext, before: AppModel, change: AppChange): Promise<DraftChange> {
  const { impact, subject } = change
  if (impact?.kind !== 'data' || !subject) return change
  const count = await countTouched(context, before, subject)
  const text: ChangeImpact['text'] = {
    zh: `${impact.text.zh}（${count} 条记录）`,
    en: `${impact.text.en} (${count} ${count === 1 ? 'record' : 'records'})`,
  }
  return { ...change, impact: { ...impact, text } }
}
