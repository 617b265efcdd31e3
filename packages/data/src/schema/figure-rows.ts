import type { FigureKind } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'

/**
 * What the read path knows of the figures of processes, which other packages write: the names of the views that processes
 * install, and how the id of a row of figures tells of which instance it is.
 */

/** The view with the rows of figures, and the one that says who has a part in an instance; processes install them. */
export const figuresView = (of: FigureKind): string => `process_figures_${of}`
export const figuresPartView = 'process_figures_part'

/** How many characters of an id of a row of figures are those of its instance: the moment and what follows it. */
const sharedLength = 18

/**
 * SQL: the id of a row of figures that is told by an instance and numbers within it, the same every time. The first half is
 * that of the instance, so that the rows of an instance are reached from their ids without an index over these.
 */
export const figureId = (instance: string, ...numbers: string[]): string =>
  `(left(${instance}::text, ${sharedLength}) || right(md5(${[instance, ...numbers].map((one) => `${one}::text`).join(` || '/' || `)})::uuid::text, ${36 - sharedLength}))::uuid`

/** The instances that rows of figures with such ids can be of; seldom more than one for each. `ids` are `uuid[]`. */
export function instancesOfFigures(schema: string, ids: RawBuilder<unknown>): RawBuilder<unknown> {
  const bound = (rest: string) => sql`(left(asked.id::text, ${sql.lit(sharedLength)}) || ${sql.lit(rest)})::uuid`
  // Without `offset 0` the database takes a ninth of all instances for what each id leads to.
  return sql`array(select near.id from unnest(${ids}) as asked (id) cross join lateral (
    select one.id from ${sql.id(schema, figuresView('instances'))} as one
    where one.id between ${bound('-0000-000000000000')} and ${bound('-ffff-ffffffffffff')} offset 0) as near)`
}
