import type { HelperParts } from './helper-parts.ts'

export const dayHelpers: readonly HelperParts[] = [
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
