import type { HelperParts } from './helper-parts.ts'

// NULL has to come out for NULL: least and greatest skip it, so that limits are set by CASE.
export const numberHelpers: readonly HelperParts[] = [
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
