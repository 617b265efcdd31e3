import { sql } from 'kysely'
import { callHelper } from './call-helper.ts'
import type { FunctionSql } from './function-sql.ts'
import type { textFunctions } from './text.ts'

type JsOnly = 'formatnumber' | 'rmbupper' | 'urlencode' | 'matches'

const shown: { readonly [kind: string]: FunctionSql } = {
  num: ([value]) => sql`trim_scale(${value})::text`,
  date: ([value], { environment }) => sql`${environment.helper('day_text')}(${value})`,
  datetime: ([value], { environment }) => sql`${environment.helper('instant_text')}(${value}, ${environment.zone()})`,
}

export const textSql = {
  cat: (args) => sql`nullif(concat(${sql.join(args)}), '')`,
  len: ([text]) => sql`coalesce(length(${text}), 0)::numeric`,
  left: callHelper('text_left', [sql`1`]),
  right: callHelper('text_right', [sql`1`]),
  mid: callHelper('text_mid'),
  lower: callHelper('text_lower'),
  upper: callHelper('text_upper'),
  trim: callHelper('text_trim'),
  // Never LIKE, in which % and _ in the part would stand for others.
  contains: ([text, part]) => sql`(strpos(${text}, ${part}) > 0)`,
  startswith: ([text, part]) => sql`starts_with(${text}, ${part})`,
  endswith: ([text, part], { environment }) => sql`${environment.helper('text_ends')}(${text}, ${part})`,
  find: callHelper('text_find', [sql`1`]),
  substitute: (args, { environment }) =>
    sql`${environment.helper(args.length > 3 ? 'text_substitute_nth' : 'text_substitute')}(${sql.join(args)})`,
  rept: callHelper('text_rept'),
  padleft: callHelper('text_padleft'),
  splitpart: callHelper('text_part'),
  text: (args, call) => shown[call.node.args[0]?.type.kind ?? '']?.(args, call) ?? sql`${args[0]}`,
} satisfies Record<Exclude<keyof typeof textFunctions, JsOnly>, FunctionSql>
