import type { HelperParts } from './helper-parts.ts'

export const instantHelpers: readonly HelperParts[] = [
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
    // The seconds of an interval, not of the instant: PostgreSQL takes a function whose parts are all immutable into the
    // statement, and the parts of an instant are not.
    name: 'instant_add_hours',
    takes: 'x timestamptz, n numeric',
    gives: 'timestamptz',
    value: `@instant_at(trunc(extract(epoch from x - timestamptz '1970-01-01 00:00:00+00') * 1000) + trunc(n * 3600000))`,
  },
  {
    name: 'instant_hours',
    takes: 'a timestamptz, b timestamptz',
    gives: 'numeric',
    value: 'div(extract(epoch from b - a), 3600)',
  },
  {
    name: 'instant_text',
    takes: 'x timestamptz, zone text',
    gives: 'text',
    value: `@day_text(@instant_day(x, zone)) || ' ' || lpad(extract(hour from @instant_local(x, zone))::text, 2, '0')
      || ':' || lpad(extract(minute from @instant_local(x, zone))::text, 2, '0')`,
  },
]
