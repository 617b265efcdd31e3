import { commandsFor, offers } from '@mortise/command'
import type { EntityRecord } from '@mortise/data'
import type { CommandDocument, CommandPlace, EntityModel, PrintDocument } from '@mortise/metadata'
import { useMemo } from 'react'
import { useApp } from '../../api/use-app.ts'
import { useEvaluationContext } from '../form/rules/use-evaluation-context.ts'

/** What is offered in a place: commands, and the print templates that suit the record. */
export interface Offered {
  commands: readonly CommandDocument[]
  prints: readonly PrintDocument[]
}

/** What is offered for a record, or with null for several at once. Archived records are only read. */
export function useOffered(entity: EntityModel, place: CommandPlace, record: EntityRecord | null): Offered {
  const { model } = useApp()
  const context = useEvaluationContext(false)
  return useMemo(() => {
    if (record?.archived_at) return { commands: [], prints: printsOf({ model, entity, record, context }) }
    const offer = { values: record, context }
    return {
      commands: commandsFor(model, entity.key, place, offer),
      prints: printsOf({ model, entity, record, context }),
    }
  }, [model, entity, place, record, context])
}

interface PrintPlace {
  model: ReturnType<typeof useApp>['model']
  entity: EntityModel
  record: EntityRecord | null
  context: ReturnType<typeof useEvaluationContext>
}

function printsOf({ model, entity, record, context }: PrintPlace): PrintDocument[] {
  const rank = ({ position = 500 }: PrintDocument) => position
  return [...model.prints.values()]
    .filter((print) => print.entity === entity.key && offers(model, print, { values: record, context }))
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}
