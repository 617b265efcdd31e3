import { commonTexts, Select, useText } from '@mortise/ui'
import { useDirectory } from '../../api/directory.ts'

interface HeirSelectProps {
  label?: string
  /** What it is called where no label is shown. */
  name?: string
  placeholder?: string
  error?: string | undefined
  clearable?: boolean
  /** Whose work it is. */
  without: string
  value: string | null
  onChange(id: string | null): void
}

/** Chooses who takes over: anybody else who works here. */
export function HeirSelect({ name, without, ...props }: HeirSelectProps) {
  const common = useText(commonTexts)
  const { people } = useDirectory()
  const offered = people.filter(({ id, active }) => active && id !== without)
  return (
    <Select
      {...props}
      aria-label={name}
      searchable
      limit={60}
      nothingFoundMessage={common('nothingFound')}
      data={offered.map((person) => ({ value: person.id, label: person.name }))}
    />
  )
}
