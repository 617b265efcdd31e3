import type { AdminDepartment } from '@mortise/api'
import { commonTexts, TreeSelect, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { departmentTexts } from './department-texts.ts'
import { useDepartmentNodes } from './use-department-nodes.ts'

export interface DepartmentSelectProps {
  label: string
  /** The label is read out but not drawn: in a bar of filters. */
  hideLabel?: boolean
  placeholder?: string
  description?: ReactNode
  error?: ReactNode
  size?: 'sm' | 'md'
  className?: string
  departments: readonly AdminDepartment[]
  /** Neither this one nor those below it can be chosen. */
  without?: string
  value: string | null
  onChange(id: string | null): void
}

/** Chooses a department out of the tree. */
export function DepartmentSelect({
  label,
  hideLabel,
  departments,
  without,
  value,
  onChange,
  ...rest
}: DepartmentSelectProps) {
  const t = useText(departmentTexts)
  const common = useText(commonTexts)
  const nodes = useDepartmentNodes(departments, without)
  return (
    <TreeSelect
      {...rest}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      data={nodes}
      value={value}
      onChange={onChange}
      clearable
      searchable
      defaultExpandAll
      nothingFoundMessage={common('nothingFound')}
      chevronAriaLabels={{ expand: t('expand'), collapse: t('collapse') }}
      maxDropdownHeight={320}
    />
  )
}
