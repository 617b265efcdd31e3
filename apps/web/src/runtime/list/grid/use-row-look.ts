import type { EntityRecord } from '@mortise/data'
import { type ColourRule, heldColours } from '@mortise/metadata'
import type { GridLook } from '@mortise/ui/grid'
import { useMemo } from 'react'
import { useColourName } from '../views/use-colour-name.ts'

const noRules: readonly ColourRule[] = []

/** The colours that the rules of a view give a record; undefined where it has no rules. */
export function useRowLook(
  rules: readonly ColourRule[] = noRules,
): ((record: EntityRecord) => GridLook | undefined) | undefined {
  const nameOf = useColourName(rules)
  return useMemo(() => {
    if (rules.length === 0) return undefined
    // The same look for the same record, so that its row is not drawn again.
    const known = new WeakMap<EntityRecord, GridLook>()
    return (record) => {
      if (!record.$marks?.length) return undefined
      const found = known.get(record) ?? lookOf(record)
      known.set(record, found)
      return found
    }
    function lookOf(record: EntityRecord): GridLook {
      const { row, cells } = heldColours(rules, record.$marks)
      const named = (rule: ColourRule) => ({ hue: rule.colour, label: nameOf(rule) })
      return {
        row: row && named(row),
        cells: new Map([...cells].map(([column, rule]) => [column, named(rule)])),
      }
    }
  }, [rules, nameOf])
}
