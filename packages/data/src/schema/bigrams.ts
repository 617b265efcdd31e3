import { qualified } from '../sql/identifier.ts'

/**
 * Everything that separates words: the ASCII signs and spaces, general and Chinese punctuation, full-width signs.
 * Spelled out because the classes of regular expressions follow the locale of the server.
 */
const separators = String.raw`[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+`

/** The function behind the search indexes: every pair of adjacent characters of the lower-cased text, word by word. */
export function bigramsFunction(schema: string): string {
  return `create or replace function ${qualified(schema, 'bigrams')}(value text) returns text[]
language plpgsql immutable parallel safe strict as $$
declare
  pairs text[] := '{}';
  before text := ' ';
  letter text;
begin
  foreach letter in array string_to_array(regexp_replace(lower(value), '${separators}', ' ', 'g'), null) loop
    if letter <> ' ' and before <> ' ' then
      pairs := pairs || (before || letter);
    end if;
    before := letter;
  end loop;
  return pairs;
end
$$`
}
