import {
  defineFieldRuntime,
  type FieldCellProps,
  type FieldInputProps,
  PersonAvatar,
  useRuntimeServices,
} from '@mortise/ui'
import { ChoiceSelect } from '../../runtime/choice-select.tsx'
import { useFieldText } from '../../runtime/field-texts.ts'
import { peopleChoices, personByName } from '../../runtime/people-choices.ts'
import { PersonName, personOf } from '../../runtime/person-name.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue } from '../../runtime/text-value.tsx'
import person from './person.ts'

function PersonEditor(props: FieldInputProps<string | null>) {
  const services = useRuntimeServices()
  const t = useFieldText()
  const chosen = props.value ? personOf(services, props.value) : undefined
  const choices = peopleChoices(services, props.value ?? null, t('you'))
  return (
    <ChoiceSelect
      {...props}
      choices={chosen || !props.value ? choices : [...choices, unknownChoice(props.value, t('unknownPerson'))]}
      mark={chosen ? <PersonAvatar name={chosen.name} seed={chosen.id} size={18} /> : undefined}
      renderChoice={(id) => <PersonName id={id} />}
    />
  )
}

function unknownChoice(value: string, label: string) {
  return { value, label, search: '' }
}

function PersonCell({ value, appearance }: FieldCellProps<string | null>) {
  return value ? <PersonName id={value} /> : <EmptyValue appearance={appearance} />
}

export default defineFieldRuntime<string | null>(person, {
  Input: withReadOnly(PersonEditor, PersonCell),
  Cell: PersonCell,
  align: 'start',
  width: 140,
  inline: true,
  parse(pasted, _field, _language, services) {
    if (pasted.trim() === '') return null
    return services ? personByName(services.people, pasted) : undefined
  },
  text: (value, _field, services) => personOf(services, value)?.name ?? '',
})
