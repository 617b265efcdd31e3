import { longestRepeat, longestText } from '../model/value-limits.ts'
import type { HelperParts } from './helper-parts.ts'

export const textHelpers: readonly HelperParts[] = [
  {
    name: 'text_lower',
    takes: 'x text',
    gives: 'text',
    value: ({ caseCollation }) => `lower(x collate "${caseCollation}")`,
  },
  {
    name: 'text_upper',
    takes: 'x text',
    gives: 'text',
    value: ({ caseCollation }) => `upper(x collate "${caseCollation}")`,
  },
  {
    name: 'text_left',
    takes: 'x text, n numeric',
    gives: 'text',
    value: `nullif(left(x, @num_int(n, 0, 1000000000)), '')`,
  },
  {
    name: 'text_right',
    takes: 'x text, n numeric',
    gives: 'text',
    value: `nullif(right(x, @num_int(n, 0, 1000000000)), '')`,
  },
  {
    name: 'text_mid',
    takes: 'x text, start numeric, n numeric',
    gives: 'text',
    value: `nullif(substring(x from nullif(@num_int(start, 0, 1000000000), 0) for @num_int(n, 0, 1000000000)), '')`,
  },
  {
    name: 'text_trim',
    takes: 'x text',
    gives: 'text',
    value: `nullif(regexp_replace(btrim(x, ' '), ' {2,}', ' ', 'g'), '')`,
  },
  {
    name: 'text_find',
    takes: 'part text, x text, start numeric',
    gives: 'numeric',
    value: `(nullif(strpos(substring(x from nullif(@num_int(start, 0, 1000000000), 0)), part), 0)
      + @num_int(start, 0, 1000000000) - 1)::numeric`,
  },
  {
    name: 'text_substitute',
    takes: 'x text, old text, new text',
    gives: 'text',
    value: `case when old is null then x
      when length(x) + (length(x) - length(replace(x, old, '')))::bigint / length(old) * (length(coalesce(new, '')) - length(old)) <= ${longestText}
      then nullif(replace(x, old, coalesce(new, '')), '') end`,
  },
  {
    name: 'text_substitute_nth',
    takes: 'x text, old text, new text, n numeric',
    gives: 'text',
    value: `case when n < 1 or length(x) + length(coalesce(new, '')) > ${longestText} then null
      when old is null or cardinality(string_to_array(x, old)) <= @num_int(n, 0, 1000000000) then case when n >= 1 then x end
      else nullif(array_to_string((string_to_array(x, old))[:@num_int(n, 0, 1000000000)], old) || coalesce(new, '')
        || array_to_string((string_to_array(x, old))[@num_int(n, 0, 1000000000) + 1:], old), '') end`,
  },
  {
    name: 'text_rept',
    takes: 'x text, n numeric',
    gives: 'text',
    value: `case when length(x) * trunc(n) <= ${longestRepeat}
      then nullif(repeat(x, @num_int(n, 0, ${longestRepeat})), '') end`,
  },
  {
    name: 'text_padleft',
    takes: 'x text, n numeric, fill text',
    gives: 'text',
    value: `case when length(x) >= n then case when fill is not null then x end
      when n < ${longestRepeat + 1} then lpad(x, @num_int(n, 0, ${longestRepeat}), fill) end`,
  },
  { name: 'text_ends', takes: 'x text, part text', gives: 'bool', value: 'right(x, length(part)) = part' },
  {
    name: 'text_part',
    takes: 'x text, separator text, n numeric',
    gives: 'text',
    value: `nullif(split_part(x, separator, nullif(@num_int(n, 0, 1000000000), 0)), '')`,
  },
]
