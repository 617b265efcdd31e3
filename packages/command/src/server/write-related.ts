import { AppError, localize } from '@mortise/core'
import type { FieldProblem } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import type { EntityModel } from '@mortise/metadata'
import { commandErrors } from '../errors.ts'
import type { CommandCall } from './command-call.ts'
import { languageOf, titleIn } from './record-parts.ts'
import type { RelatedChange } from './related-changes.ts'

/** A record around that may not be changed, or not so, in the words of whoever acts. */
export interface RefusedRelated {
  entity: string
  id: string
  title: string
  message: string
}

/** Somebody was faster with a record around: everything is worked out again. */
export class StaleRelated extends Error {}

/** So many are named; of the others it is said how many there are. */
const mostNamed = 50
const mostInMessage = 3

/**
 * Changes the records around the one of a command, with the rights of whoever runs it. All are tried, so that each one that
 * is refused can be named; where one is, COMMAND_RELATED_REFUSED undoes the rest.
 */
export async function writeRelated(
  call: CommandCall,
  joined: JoinedWrites,
  { title, changes }: { title: string; changes: readonly RelatedChange[] },
): Promise<void> {
  const refused: { change: RelatedChange; error: AppError }[] = []
  for (const change of changes) {
    const { entity, id, version, values } = change
    try {
      await joined.engine.update(call.access, joined.scope, entity.key, { id, version }, values, {
        acceptDuplicates: true,
      })
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      if (error.code === 'RECORD_CHANGED') throw new StaleRelated()
      refused.push({ change, error })
    }
  }
  if (refused.length > 0) throw await refusalOf(call, joined, { title, all: refused })
}

async function refusalOf(
  call: CommandCall,
  joined: JoinedWrites,
  { title, all }: { title: string; all: readonly { change: RelatedChange; error: AppError }[] },
): Promise<AppError> {
  const { command } = call
  const named: RefusedRelated[] = []
  for (const { change, error } of all) {
    const known = named.length < mostNamed ? await nameOf(call.access, joined, change) : null
    if (known !== null)
      named.push({
        entity: change.entity.key,
        id: change.id,
        title: known,
        message: messageOf(call, change.entity, error),
      })
  }
  const unnamed = all.length - named.length
  const first = named.slice(0, mostInMessage).map(({ title: name, message }) => ({ name, message }))
  const more = all.length - first.length
  const seen = named.length > first.length
  return commandErrors.COMMAND_RELATED_REFUSED({
    ...{ command: command.label, title, refused: named, unnamed },
    reasons: {
      zh: [
        ...first.map(({ name, message }) => `「${name}」${message.replace(/。$/, '')}`),
        ...(more > 0 ? [seen ? `另有 ${more} 条` : `${more} 条您看不到的记录`] : []),
      ]
        .join('；')
        .concat('。'),
      en: [
        ...first.map(({ name, message }) => `"${name}" (${message.replace(/\.$/, '')})`),
        ...(more > 0 ? [seen ? `${more} more` : `${more} that you may not see`] : []),
      ]
        .join('; ')
        .concat('.'),
    },
  })
}

/** What a record is called, where whoever acts may see it. */
async function nameOf(
  access: CommandCall['access'],
  { engine, scope }: JoinedWrites,
  { entity, id }: RelatedChange,
): Promise<string | null> {
  try {
    return titleIn({ entity, access }, await engine.get(access, scope, entity.key, id))
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return null
    throw error
  }
}

/** Why, in the language of whoever acts: problems of fields with the names of these. */
function messageOf({ access }: CommandCall, entity: EntityModel, error: AppError): string {
  const language = languageOf(access)
  const problems = (error.params.problems ?? []) as FieldProblem[]
  if (problems.length === 0) return error.messageIn(language)
  const colon = language === 'zh' ? '：' : ': '
  return problems
    .map(({ path, message }) => {
      const label = entity.fields.get(path)?.label
      return label ? `${localize(label, language)}${colon}${message}` : message
    })
    .join(' ')
}
