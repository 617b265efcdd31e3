import type { PersonInfo, RuntimeServices } from '@mortise/ui'
import { type Choice, foldText } from './option-choices.ts'

/** People to choose from: oneself first, then by name; those who left only where they are chosen already. */
export function peopleChoices(
  { people, userId, language }: Pick<RuntimeServices, 'people' | 'userId' | 'language'>,
  chosen: string | null,
  you: string,
): Choice[] {
  const order = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en')
  return people
    .filter((person) => person.active || person.id === chosen)
    .sort((a, b) => Number(b.id === userId) - Number(a.id === userId) || order.compare(a.name, b.name))
    .map(({ id, name }) => ({
      value: id,
      label: id === userId ? `${name} (${you})` : name,
      search: foldText(id === userId ? `${name}\n${you}` : name),
    }))
}

/** The only person of that name, those still here before those who left; undefined when nobody or several have it. */
export function personByName(people: readonly PersonInfo[], name: string): string | undefined {
  const wanted = foldText(name)
  const found = people.filter((person) => foldText(person.name) === wanted)
  const active = found.filter((person) => person.active)
  const candidates = active.length > 0 ? active : found
  return candidates.length === 1 ? candidates[0]?.id : undefined
}
