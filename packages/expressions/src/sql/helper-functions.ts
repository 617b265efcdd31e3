import { longestRepeat, longestText } from '../model/value-limits.ts'

/** What a database has, of which helper functions depend. */
export interface HelperCapabilities {
  /** The first of `caseCollations` that the database has. */
  caseCollation: string
}

/** One SQL function in the schema of each workspace. All are immutable, never raise, and give NULL for NULL. */
export interface HelperFunction {
  name: string
  /** The statement that creates or replaces it. */
  create(schema: string, capabilities: HelperCapabilities): string
}

/** Collations by which letters change case as in JavaScript, the best first. The last one every database has. */
export const caseCollations = ['pg_unicode_fast', 'und-x-icu', 'C'] as const

interface Parts {
  name: string
  /** `x numeric, places numeric`. */
  takes: string
  gives: string
  /** The value; `@name(` calls another helper. */
  value: string | ((capabilities: HelperCapabilities) => string)
}

function helper({ name, takes, gives, value }: Parts): HelperFunction {
  return {
    name,
    create(schema, capabilities) {
      const quoted = `"${schema.replaceAll('"', '""')}"`
      const body = (typeof value === 'string' ? value : value(capabilities)).replaceAll(/@(\w+)\(/g, `${quoted}.$1(`)
      return `create or replace function ${quoted}.${name}(${takes}) returns ${gives} language sql immutable parallel safe as $$ select ${body} $$`
    },
  }
}

// NULL has to come out for NULL: least and greatest skip it, so that limits are set by CASE.
const numbers: readonly Parts[] = [
  {
    name: 'num_cap',
    takes: 'x numeric',
    gives: 'numeric',
    value: 'case when x > -1000000000000000000 and x < 1000000000000000000 then x end',
  },
  {
    name: 'num_int',
    takes: 'x numeric, low int, high int',
    gives: 'int',
    value: 'case when x < low then low when x > high then high else trunc(x)::int end',
  },
  {
    // Cut to eleven places, of which rounding needs no more: a quotient that is rounded twice can be off by one.
    name: 'num_div',
    takes: 'a numeric, b numeric',
    gives: 'numeric',
    value: '@num_cap(round(div(a * 100000000000, nullif(b, 0)) * 0.00000000001, 10))',
  },
  {
    name: 'num_mod',
    takes: 'a numeric, b numeric',
    gives: 'numeric',
    value: 'mod(mod(a, nullif(b, 0)) + b, nullif(b, 0))',
  },
  {
    name: 'num_round',
    takes: 'x numeric, places numeric',
    gives: 'numeric',
    value: '@num_cap(round(x, @num_int(places, -20, 20)))',
  },
  {
    name: 'num_rounddown',
    takes: 'x numeric, places numeric',
    gives: 'numeric',
    value: 'trunc(x, @num_int(places, -20, 20))',
  },
  {
    name: 'num_roundup',
    takes: 'x numeric, places numeric',
    gives: 'numeric',
    value: `case when trunc(x, @num_int(places, -20, 20)) = x then x
      else @num_cap(trunc(x, @num_int(places, -20, 20)) + sign(x) * ('1e' || (- @num_int(places, -20, 20))::text)::numeric) end`,
  },
  {
    name: 'num_ceiling',
    takes: 'x numeric, step numeric',
    gives: 'numeric',
    value: `case when x <= 0 or step >= 0 then @num_cap(div(x, nullif(step, 0)) * step
      + case when div(x, nullif(step, 0)) * step <> x and (x < 0) = (step < 0) then step else 0 end) end`,
  },
  {
    name: 'num_floor',
    takes: 'x numeric, step numeric',
    gives: 'numeric',
    value: `case when x <= 0 or step >= 0 then @num_cap(div(x, nullif(step, 0)) * step
      - case when div(x, nullif(step, 0)) * step <> x and (x < 0) <> (step < 0) then step else 0 end) end`,
  },
  { name: 'num_square', takes: 'x numeric', gives: 'numeric', value: 'x * x' },
  {
    // By multiplication, which is exact; the database's own power is not.
    name: 'num_whole_power',
    takes: 'x numeric, n int',
    gives: 'numeric',
    value: `case when n & 1 = 1 then x else 1 end
      * case when n & 2 = 2 then x * x else 1 end
      * case when n & 4 = 4 then @num_square(x * x) else 1 end
      * case when n & 8 = 8 then @num_square(@num_square(x * x)) else 1 end
      * case when n & 16 = 16 then @num_square(@num_square(@num_square(x * x))) else 1 end`,
  },
  {
    name: 'num_power',
    takes: 'x numeric, n numeric',
    gives: 'numeric',
    value: `case when x is null or n is null or n <> trunc(n) or abs(n) > 20 or (x = 0 and n <= 0) then null
      when n >= 0 then @num_cap(round(@num_whole_power(x, @num_int(n, -20, 20)), 10))
      else @num_div(1, @num_whole_power(x, - @num_int(n, -20, 20))) end`,
  },
  {
    name: 'num_sqrt',
    takes: 'x numeric',
    gives: 'numeric',
    value: 'case when x >= 0 then round(sqrt(round(abs(x), 40)), 10) end',
  },
  {
    name: 'num_value',
    takes: 'x text',
    gives: 'numeric',
    value: `case when x ~ '^ *[+-]?(([0-9]{1,40}|[0-9]{1,3}(,[0-9]{3}){1,12})([.][0-9]{0,40})?|[.][0-9]{1,40}) *$'
      then @num_cap(round(replace(btrim(x, ' '), ',', '')::numeric, 10)) end`,
  },
]

const texts: readonly Parts[] = [
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

const days: readonly Parts[] = [
  {
    // By its number since 1970-01-01; outside the years 1 to 9999 there is none.
    name: 'day_at',
    takes: 'n numeric',
    gives: 'date',
    value: `date '1970-01-01' + (case when n between -719162 and 2932896 then n end)::int`,
  },
  {
    name: 'day_add',
    takes: 'x date, n numeric',
    gives: 'date',
    value: `@day_at((x - date '1970-01-01') + trunc(n))`,
  },
  {
    name: 'day_add_months',
    takes: 'x date, n numeric',
    gives: 'date',
    value: `(x + make_interval(months => (case when extract(year from x) * 12 + extract(month from x) - 1 + trunc(n)
      between 12 and 119999 then trunc(n) end)::int))::date`,
  },
  {
    name: 'day_of_parts',
    takes: 'y numeric, m numeric, d numeric',
    gives: 'date',
    value: `@day_add(@day_add_months(date '2000-01-01', (@num_int(y, -10000000, 10000000) - 2000) * 12
      + @num_int(m, -10000000, 10000000) - 1), @num_int(d, -10000000, 10000000) - 1)`,
  },
  {
    name: 'day_of_text_parts',
    takes: 'x text[]',
    gives: 'date',
    value: `case when x[3]::numeric between 1 and 12 and x[4]::numeric between 1 and 31
      and extract(day from @day_of_parts(x[1]::numeric, x[3]::numeric, x[4]::numeric)) = x[4]::numeric
      then @day_of_parts(x[1]::numeric, x[3]::numeric, x[4]::numeric) end`,
  },
  {
    name: 'day_value',
    takes: 'x text',
    gives: 'date',
    value: `@day_of_text_parts(coalesce(regexp_match(x, '^ *([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2}) *$'),
      regexp_match(x, '^ *([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})日 *$')))`,
  },
  {
    name: 'day_end',
    takes: 'x date',
    gives: 'date',
    value: `case when x <= date '9999-12-31' then x end`,
  },
  {
    name: 'day_text',
    takes: 'x date',
    gives: 'text',
    value: `lpad(extract(year from x)::text, 4, '0') || '-' || lpad(extract(month from x)::text, 2, '0')
      || '-' || lpad(extract(day from x)::text, 2, '0')`,
  },
  {
    name: 'day_months',
    takes: 'a date, b date',
    gives: 'numeric',
    value: `(extract(year from b) - extract(year from a)) * 12 + extract(month from b) - extract(month from a)
      - case when a <= b and extract(day from b) < extract(day from a) then 1
             when a > b and extract(day from b) > extract(day from a) then -1 else 0 end`,
  },
  {
    // Days from Monday to Friday from the year 1, which began on a Monday, to the day.
    name: 'day_week_days',
    takes: 'x date',
    gives: 'int',
    value: `(x - date '0001-01-01' + 1) / 7 * 5
      + case when (x - date '0001-01-01' + 1) % 7 > 5 then 5 else (x - date '0001-01-01' + 1) % 7 end`,
  },
]

const instants: readonly Parts[] = [
  {
    name: 'instant_cap',
    takes: 'x timestamptz',
    gives: 'timestamptz',
    value: `case when x between timestamptz '0001-01-01 00:00:00+00' and timestamptz '9999-12-31 23:59:59.999+00' then x end`,
  },
  {
    // What the clock on the wall shows; NULL outside the years 1 to 9999.
    name: 'instant_local',
    takes: 'x timestamptz, zone text',
    gives: 'timestamp',
    value: `case when timezone(zone, x) between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999' then timezone(zone, x) end`,
  },
  {
    name: 'instant_day',
    takes: 'x timestamptz, zone text',
    gives: 'date',
    value: '@instant_local(x, zone)::date',
  },
  {
    name: 'instant_of',
    takes: 'x timestamp, zone text',
    gives: 'timestamptz',
    value: '@instant_cap(timezone(zone, x))',
  },
  {
    name: 'instant_move',
    takes: 'x timestamptz, zone text, day_count numeric, month_count numeric',
    gives: 'timestamptz',
    value: `@instant_of(@day_add_months(@day_add(@instant_day(x, zone), day_count), month_count) + @instant_local(x, zone)::time, zone)`,
  },
  {
    // Where the clock is put back over midnight, the first of the two.
    name: 'instant_midnight',
    takes: 'x date, zone text',
    gives: 'timestamptz',
    value: `case when timezone(zone, timezone(zone, x::timestamp) - interval '1 hour') = x::timestamp
      then timezone(zone, x::timestamp) - interval '1 hour' else timezone(zone, x::timestamp) end`,
  },
  {
    // From parts of the clock; out of their bounds there is none.
    name: 'instant_of_parts',
    takes: 'x date, h numeric, m numeric, s numeric',
    gives: 'timestamp',
    value: `x + make_time((case when trunc(h) between 0 and 23 then trunc(h) end)::int,
      (case when trunc(m) between 0 and 59 then trunc(m) end)::int,
      (case when trunc(s) between 0 and 59 then trunc(s) end)::double precision)`,
  },
  {
    // In milliseconds since 1970. Days and the rest apart: an interval holds no more than 2^31 of either.
    name: 'instant_at',
    takes: 'ms numeric',
    gives: 'timestamptz',
    value: `timezone('UTC', timestamp '1970-01-01' + make_interval(
      days => (case when ms between -62135596800000 and 253402300799999 then div(ms, 86400000) end)::int,
      secs => (mod(ms, 86400000) / 1000)::double precision))`,
  },
  {
    name: 'instant_add_hours',
    takes: 'x timestamptz, n numeric',
    gives: 'timestamptz',
    value: '@instant_at(trunc(extract(epoch from x) * 1000) + trunc(n * 3600000))',
  },
  {
    name: 'instant_hours',
    takes: 'a timestamptz, b timestamptz',
    gives: 'numeric',
    value: 'div(extract(epoch from b) - extract(epoch from a), 3600)',
  },
  {
    name: 'instant_text',
    takes: 'x timestamptz, zone text',
    gives: 'text',
    value: `@day_text(@instant_day(x, zone)) || ' ' || lpad(extract(hour from @instant_local(x, zone))::text, 2, '0')
      || ':' || lpad(extract(minute from @instant_local(x, zone))::text, 2, '0')`,
  },
]

/** Created in the schema of every workspace, in this order: later ones call earlier ones. */
export const helperFunctions: readonly HelperFunction[] = [...numbers, ...texts, ...days, ...instants].map(helper)
