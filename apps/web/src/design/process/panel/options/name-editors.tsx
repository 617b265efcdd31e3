import { shownField } from '@mortise/metadata'
import { ActionIcon, MultiSelect, Select, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { FieldPicker } from '../../../../runtime/filter/field-picker.tsx'
import { useDesignDocuments, useDesignModel } from '../../../draft/design-context.ts'
import classes from '../panel.module.css'
import { fieldChoice, tryPart, usePanelPlace } from '../panel-context.ts'
import { OptionIssues } from '../panel-issues.tsx'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'

/** Something of the app that goes by its name. */
function NamedEditor({
  label,
  required,
  value,
  pointer,
  onChange,
  data,
  schema,
}: NodeOptionProps & { data: readonly Named[] }) {
  const t = useText(panelTexts)
  const localize = useLocalize()
  return (
    <div>
      <Select
        label={label}
        description={schema.hint && localize(schema.hint)}
        searchable
        allowDeselect={false}
        clearable={!required}
        placeholder={t(required ? 'choose' : 'none')}
        data={[...data]}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => (next !== null || !required) && onChange(next ?? undefined)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

interface Named {
  value: string
  label: string
}

export function EntityEditor(props: NodeOptionProps) {
  const localize = useLocalize()
  const tables = [...useDesignModel().entities.values()].filter(({ parent }) => !parent)
  return <NamedEditor {...props} data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))} />
}

export function ProcessEditor(props: NodeOptionProps) {
  const localize = useLocalize()
  const { process } = usePanelPlace()
  const processes = useDesignDocuments('process').filter(({ key }) => key !== process.key)
  return <NamedEditor {...props} data={processes.map((one) => ({ value: one.key, label: localize(one.label) }))} />
}

/** Another node of the process; of the kinds that the type asks for. */
export function NodeEditor(props: NodeOptionProps) {
  const localize = useLocalize()
  const panel = usePanelPlace()
  const others = panel.process.nodes.filter(({ key, type }) => {
    if (key === panel.node.key) return false
    const part = tryPart(panel, { pointer: props.pointer, value: key, part: 'node' })
    return part?.types?.includes(type) ?? true
  })
  return <NamedEditor {...props} data={others.map((one) => ({ value: one.key, label: localize(panel.nameOf(one)) }))} />
}

/** A field of the record, or one behind it. */
export function FieldEditor(props: NodeOptionProps) {
  const t = useText(panelTexts)
  const id = useId()
  const { label, schema, required, value, pointer, onChange } = props
  const found = fieldChoice(usePanelPlace(), pointer)
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      {found ? (
        <div className={classes.row}>
          <FieldPicker
            entity={found.table}
            label={label}
            placeholder={t(required ? 'choose' : 'none')}
            paths={schema.editor === 'field-path'}
            value={typeof value === 'string' ? value : null}
            accepts={(field) => found.accepts(shownField(field))}
            onChange={(path) => onChange(path)}
          />
          {!required && typeof value === 'string' ? (
            <ActionIcon aria-label={t('clear', { name: label })} onClick={() => onChange(undefined)}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
          ) : null}
        </div>
      ) : (
        <p className={classes.quiet}>{t('needsTable')}</p>
      )}
    </OptionFrame>
  )
}

/** The sub-table of the record of the process. */
export function LinesEditor(props: NodeOptionProps) {
  const localize = useLocalize()
  const { place } = usePanelPlace()
  const lines = place.entity?.ownFields.filter(({ kind }) => kind.relation === 'children') ?? []
  return <NamedEditor {...props} data={lines.map(({ key, label }) => ({ value: key, label: localize(label) }))} />
}

function NoLists({ label, pointer }: NodeOptionProps) {
  const t = useText(panelTexts)
  const id = useId()
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <p className={classes.quiet}>{t('noLists')}</p>
    </OptionFrame>
  )
}

/** A node that has found records by then. */
export function ListEditor(props: NodeOptionProps) {
  const t = useText(panelTexts)
  const localize = useLocalize()
  const { lists } = usePanelPlace().place
  const chosen = typeof props.value === 'string' ? [props.value] : []
  const data = lists.map(({ node, label }) => ({ value: node, label: localize(label) }))
  if (lists.length === 0 && chosen.length === 0) return <NoLists {...props} />
  return <NamedEditor {...props} data={withGone(data, chosen, t('unknownList'))} />
}

export function RolesEditor({ label, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(panelTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role').map((role) => ({ value: role.key, label: localize(role.label) }))
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <div>
      <MultiSelect
        label={label}
        searchable
        placeholder={chosen.length > 0 ? undefined : t('choose')}
        data={withGone(roles, chosen, t('unknownRole'))}
        value={chosen}
        onChange={(next) => onChange(next.length > 0 || required ? next : undefined)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

export function UsersEditor({ label, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(panelTexts)
  const { people } = useRuntimeServices()
  const chosen = Array.isArray(value) ? value.map(String) : []
  const data = people
    .filter(({ id, active }) => active || chosen.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div>
      <MultiSelect
        label={label}
        searchable
        placeholder={chosen.length > 0 ? undefined : t('choose')}
        data={withGone(data, chosen, t('unknownPerson'))}
        value={chosen}
        onChange={(next) => onChange(next.length > 0 || required ? next : undefined)}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

/** What is chosen and not there any more stays to be seen, and can be taken out. */
export function withGone(data: readonly Named[], chosen: readonly string[], gone: string): Named[] {
  const known = new Set(data.map(({ value }) => value))
  return [...data, ...chosen.filter((one) => !known.has(one)).map((one) => ({ value: one, label: `${one} · ${gone}` }))]
}
