import {
  defineFieldRuntime,
  type FieldCellProps,
  type FieldInputProps,
  TreeSelect,
  useRuntimeServices,
} from '@mortise/ui'
import { useMemo } from 'react'
import { departmentByName, departmentPath, departmentTree } from '../../runtime/department-tree.ts'
import classes from '../../runtime/field.module.css'
import { useFieldText } from '../../runtime/field-texts.ts'
import { inputProps, useDescription } from '../../runtime/input-props.ts'
import { foldText } from '../../runtime/option-choices.ts'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import department from './department.ts'

const shownExpanded = 60

function DepartmentEditor(props: FieldInputProps<string | null>) {
  const { departments, language } = useRuntimeServices()
  const t = useFieldText()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const data = useMemo(() => departmentTree(departments), [departments])
  const form = props.appearance === 'form'
  return (
    <TreeSelect
      {...inputProps(props, language)}
      ref={ref}
      data={data}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value)}
      onBlur={props.onBlur}
      placeholder={form ? t('choose') : undefined}
      searchable
      // What is wrong is to be read first; the list would lie over it.
      openOnFocus={!props.error}
      clearable={form && !props.field.required}
      allowDeselect={false}
      defaultExpandAll={departments.length <= shownExpanded}
      defaultExpandedValues={props.value ? ancestorsOf(departments, props.value) : undefined}
      defaultDropdownOpened={!form && props.autoFocus}
      nothingFoundMessage={t('nothingFound')}
      filter={(query, node) => foldText(String(node.label)).includes(foldText(query))}
      chevronAriaLabels={{ expand: t('expand'), collapse: t('collapse') }}
      maxDropdownHeight={280}
    />
  )
}

function ancestorsOf(departments: readonly { id: string; parentId: string | null }[], id: string): string[] {
  const parents: string[] = []
  let parent = departments.find((one) => one.id === id)?.parentId
  while (parent && !parents.includes(parent)) {
    parents.push(parent)
    const current: string = parent
    parent = departments.find((one) => one.id === current)?.parentId
  }
  return parents
}

function DepartmentCell({ value, appearance }: FieldCellProps<string | null>) {
  const { departments } = useRuntimeServices()
  const t = useFieldText()
  if (!value) return <EmptyValue appearance={appearance} />
  const path = departmentPath(departments, value)
  if (path.length === 0) return <span className={classes.empty}>{t('unknownDepartment')}</span>
  return <TextValue appearance={appearance}>{appearance === 'text' ? path.join(' / ') : path.at(-1)}</TextValue>
}

export default defineFieldRuntime<string | null>(department, {
  Input: withReadOnly(DepartmentEditor, DepartmentCell),
  Cell: DepartmentCell,
  align: 'start',
  width: 140,
  inline: true,
  parse(pasted, _field, _language, services) {
    if (pasted.trim() === '') return null
    return services ? departmentByName(services.departments, pasted) : undefined
  },
  text: (value, _field, services) => departmentPath(services.departments, value).at(-1) ?? '',
})
