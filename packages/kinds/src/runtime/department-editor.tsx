import { type FieldInputProps, TreeSelect, useRuntimeServices } from '@mortise/ui'
import { useMemo } from 'react'
import { departmentTree } from './department-tree.ts'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'
import { foldText } from './option-choices.ts'

const shownExpanded = 60

/** One department, chosen in their tree or found by typing. */
export function DepartmentEditor(props: FieldInputProps<string | null>) {
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
