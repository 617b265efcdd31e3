import { localize } from '@mortise/core'
import { ActionIcon, Checkbox, Select, TextInput, useLanguage, useText } from '@mortise/ui'
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useId, useMemo, useState } from 'react'
import { useDesignModel } from '../../../draft/design-context.ts'
import { OptionFrame } from '../options/option-frame.tsx'
import type { NodeOptionProps } from '../options/option-props.ts'
import { choicesOf } from '../options/option-schema.ts'
import classes from '../panel.module.css'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import {
  type Access,
  countRights,
  isRequired,
  type Right,
  rightOf,
  rights,
  withRequired,
  withRight,
} from './edit-rights.ts'
import table from './field-rights.module.css'
import { type RightsRow, rightsRows } from './rights-rows.ts'
import { rightsTexts } from './rights-texts.ts'

/** What people see, write and have to fill in at a node: a row for each field, a column for each right. */
export function FieldRightsEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(rightsTexts)
  const panelText = useText(panelTexts)
  const id = useId()
  const language = useLanguage()
  const model = useDesignModel()
  const { entity } = usePanelPlace().place
  const [wanted, setWanted] = useState('')
  const rows = useMemo(() => (entity ? rightsRows(model, entity) : []), [model, entity])
  const access = (value ?? {}) as Access
  const set = (next: Access) => onChange(Object.keys(next).length > 0 ? next : undefined)
  const offered = rights.filter((right) => right === 'default' || schema.properties?.[right])
  const needle = wanted.trim().toLowerCase()
  const named = ({ field }: RightsRow) => localize(field.label, language).toLowerCase().includes(needle)
  const shown = rows.filter((row) => named(row) || row.lines.some(named))
  const demands = schema.properties?.require !== undefined
  if (!entity)
    return (
      <OptionFrame label={label} pointer={pointer} id={id}>
        <p className={classes.quiet}>{panelText('needsTable')}</p>
      </OptionFrame>
    )
  return (
    <OptionFrame label={label} hint={t('rightsHint')} pointer={pointer} id={id}>
      <OthersChoice schema={schema} access={access} onChange={set} />
      <TextInput
        aria-label={t('rightsSearch')}
        placeholder={t('rightsSearch')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <table className={table.rights} aria-labelledby={id}>
        <RightsHead rows={shown} {...{ offered, demands, access }} onChange={set} />
        <tbody>
          {shown.map((row) => (
            <RightsLine
              key={row.path}
              {...{ row, access, offered, demands }}
              unfolded={needle !== '' && !named(row)}
              onChange={set}
            />
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{t('rightsCount', { count: countRights(access) })}</p>
    </OptionFrame>
  )
}

interface RightsProps {
  access: Access
  offered: readonly Right[]
  demands: boolean
  onChange(access: Access): void
}

/** How fields are seen of which nothing is said. */
function OthersChoice({
  schema,
  access,
  onChange,
}: Pick<NodeOptionProps, 'schema'> & Omit<RightsProps, 'offered' | 'demands'>) {
  const t = useText(rightsTexts)
  const others = schema.properties?.others
  if (!others) return null
  return (
    <Select
      label={t('rightsOthers')}
      allowDeselect={false}
      data={choicesOf(others).map((choice) => ({
        value: choice,
        label: t(choice === 'read' ? 'others_read' : 'others_roles'),
      }))}
      value={access.others ?? 'roles'}
      onChange={(next) => {
        const { others: _, ...rest } = access
        onChange(next === 'read' ? { ...rest, others: 'read' } : rest)
      }}
    />
  )
}

/** The names of the columns; each sets all fields that are shown. */
function RightsHead({ rows, access, offered, demands, onChange }: RightsProps & { rows: readonly RightsRow[] }) {
  const t = useText(rightsTexts)
  const paths = (right: Right) => rows.filter(({ writable }) => writable || right !== 'write').map(({ path }) => path)
  return (
    <thead>
      <tr>
        <th scope="col">{t('rightsField')}</th>
        {offered.map((right) => (
          <th key={right} scope="col">
            <button
              type="button"
              title={t('rightsAll', { right: t(`rights_${right}`) })}
              onClick={() => onChange(withRight(access, paths(right), right))}
            >
              {t(`rights_${right}`)}
            </button>
          </th>
        ))}
        {demands ? <th scope="col">{t('rights_require')}</th> : null}
      </tr>
    </thead>
  )
}

interface RightsLineProps extends RightsProps {
  row: RightsRow
  unfolded?: boolean
  inner?: boolean
}

function RightsLine({ row, access, offered, demands, unfolded = false, inner = false, onChange }: RightsLineProps) {
  const t = useText(rightsTexts)
  const language = useLanguage()
  const group = useId()
  const said = row.lines.some(({ path }) => rightOf(access, path) !== 'default' || isRequired(access, path))
  const [open, setOpen] = useState(said)
  const { path, writable, lines } = row
  const name = localize(row.field.label, language)
  const current = rightOf(access, path)
  const Chevron = open || unfolded ? IconChevronDown : IconChevronRight
  return (
    <>
      <tr data-inner={inner || undefined} data-right={current}>
        <th scope="row">
          <span className={table.name}>
            {lines.length > 0 ? (
              <ActionIcon
                size="sm"
                aria-expanded={open || unfolded}
                aria-label={t('rightsOpen', { name })}
                onClick={() => setOpen(!open)}
              >
                <Chevron size={14} aria-hidden />
              </ActionIcon>
            ) : null}
            <span className="ui-truncate" title={name}>
              {name}
            </span>
          </span>
        </th>
        {offered.map((right) => (
          <td key={right}>
            <input
              type="radio"
              name={group}
              aria-label={`${t('rightsOf', { name })}: ${t(`rights_${right}`)}`}
              disabled={right === 'write' && !writable}
              checked={current === right}
              onChange={() => onChange(withRight(access, [path], right))}
            />
          </td>
        ))}
        {demands ? (
          <td>
            <Checkbox
              size="xs"
              aria-label={t('rightsRequire', { name })}
              disabled={!writable}
              checked={isRequired(access, path)}
              onChange={({ currentTarget: { checked } }) => onChange(withRequired(access, [path], checked))}
            />
          </td>
        ) : null}
      </tr>
      {open || unfolded
        ? lines.map((line) => (
            <RightsLine key={line.path} inner row={line} {...{ access, offered, demands, onChange }} />
          ))
        : null}
    </>
  )
}
