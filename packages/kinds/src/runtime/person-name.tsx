import { PersonAvatar, type PersonInfo, type RuntimeServices, useRuntimeServices } from '@mortise/ui'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'

const directories = new WeakMap<readonly PersonInfo[], Map<string, PersonInfo>>()

/** The person with that id; a map is made once per directory, because grids ask for every cell. */
export function personOf({ people }: Pick<RuntimeServices, 'people'>, id: string): PersonInfo | undefined {
  let directory = directories.get(people)
  if (!directory) {
    directory = new Map(people.map((person) => [person.id, person]))
    directories.set(people, directory)
  }
  return directory.get(id)
}

/** Avatar and name of a person. */
export function PersonName({ id }: { id: string }) {
  const t = useFieldText()
  const person = personOf(useRuntimeServices(), id)
  if (!person) return <span className={classes.empty}>{t('unknownPerson')}</span>
  return (
    <span className={classes.person} data-inactive={person.active ? undefined : true}>
      <PersonAvatar name={person.name} seed={person.id} size={18} />
      <span className={classes.line}>
        {person.name}
        {!person.active && <span className={classes.optionDetail}> · {t('inactive')}</span>}
      </span>
    </span>
  )
}
