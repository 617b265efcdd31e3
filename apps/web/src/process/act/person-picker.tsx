import type { PersonInfo } from '@mortise/ui'
import { commonTexts, MultiSelect, PersonAvatar, Select, useText } from '@mortise/ui'
import { useDirectory } from '../../api/directory.ts'
import classes from './act.module.css'

interface PickerProps {
  label: string
  description?: string
  error?: string | undefined
  /** Who may be chosen; null is everybody who works here. */
  among?: readonly string[] | null
  without?: readonly string[]
  /** The list stays inside of a dialog, which keeps the focus. */
  autoFocus?: boolean
}

/** Chooses one person of the directory. */
export function PersonPicker({
  value,
  onChange,
  ...props
}: PickerProps & {
  value: string | null
  onChange(id: string | null): void
}) {
  const { shared, choices } = usePicker(props)
  return <Select {...shared} data={choices} value={value} onChange={onChange} clearable />
}

/** Chooses several people of the directory. */
export function PeoplePicker({
  value,
  onChange,
  most,
  ...props
}: PickerProps & { value: string[]; onChange(ids: string[]): void; most?: number }) {
  const { shared, choices } = usePicker(props)
  return <MultiSelect {...shared} data={choices} value={value} onChange={onChange} maxValues={most} hidePickedOptions />
}

function usePicker({ among = null, without = [], autoFocus, ...shown }: PickerProps) {
  const common = useText(commonTexts)
  const { people } = useDirectory()
  const offered = people.filter(
    ({ id, active }) => active && !without.includes(id) && (among === null || among.includes(id)),
  )
  return {
    choices: offered.map(({ id, name }) => ({ value: id, label: name })),
    shared: {
      ...shown,
      'data-autofocus': autoFocus || undefined,
      searchable: true,
      limit: 60,
      nothingFoundMessage: common('nothingFound'),
      renderOption: ({ option }: { option: { value: string } }) => (
        <PersonOption person={people.find(({ id }) => id === option.value)} />
      ),
    },
  }
}

function PersonOption({ person }: { person: PersonInfo | undefined }) {
  if (!person) return null
  return (
    <span className={classes.person}>
      <PersonAvatar name={person.name} seed={person.id} />
      {person.name}
    </span>
  )
}
