import { dayHelpers } from './day-helpers.ts'
import type { HelperCapabilities, HelperParts } from './helper-parts.ts'
import { instantHelpers } from './instant-helpers.ts'
import { numberHelpers } from './number-helpers.ts'
import { textHelpers } from './text-helpers.ts'

/** One SQL function in the schema of each workspace. All are immutable, never raise, and give NULL for NULL. */
export interface HelperFunction {
  name: string
  /** The statement that creates or replaces it. */
  create(schema: string, capabilities: HelperCapabilities): string
}

/** Collations by which letters change case as in JavaScript, the best first. The last one every database has. */
export const caseCollations = ['pg_unicode_fast', 'und-x-icu', 'C'] as const

/** Created in the schema of every workspace, in this order: later ones call earlier ones. */
export const helperFunctions: readonly HelperFunction[] = [
  ...numberHelpers,
  ...textHelpers,
  ...dayHelpers,
  ...instantHelpers,
].map(helper)

function helper({ name, takes, gives, value }: HelperParts): HelperFunction {
  return {
    name,
    create(schema, capabilities) {
      const quoted = `"${schema.replaceAll('"', '""')}"`
      const body = (typeof value === 'string' ? value : value(capabilities)).replaceAll(/@(\w+)\(/g, `${quoted}.$1(`)
      return `create or replace function ${quoted}.${name}(${takes}) returns ${gives} language sql immutable parallel safe as $$ select ${body} $$`
    },
  }
}
