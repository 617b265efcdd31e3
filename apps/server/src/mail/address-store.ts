import type { Language } from '@mortise/core'
import type { Database } from '@mortise/data/server'

/** Where a person gets mail, and in which language; null for those who left. */
export async function readAddress(
  database: Database,
  person: string,
): Promise<{ email: string; language: Language } | null> {
  const { rows } = await database.run<{ email: string; language: Language }>({
    name: 'person-address',
    text: `select email, case when language = 'en' then 'en' else 'zh' end as language from mortise.person
      where id = $1 and active`,
    values: [person],
  })
  return rows[0] ?? null
}
