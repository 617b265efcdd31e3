import { defineFieldRuntime, type FieldCellProps, useRuntimeServices } from '@mortise/ui'
import { departmentByName, departmentPath } from '../../runtime/department-tree.ts'
import classes from '../../runtime/field.module.css'
import { useFieldText } from '../../runtime/field-texts.ts'
import { lazyInput } from '../../runtime/lazy-input.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import { EmptyValue, TextValue } from '../../runtime/text-value.tsx'
import department from './department.ts'

const DepartmentEditor = lazyInput<string | null>(
  async () => (await import('../../runtime/department-editor.tsx')).DepartmentEditor,
  function useName({ value }) {
    const { departments } = useRuntimeServices()
    return value ? (departmentPath(departments, value).at(-1) ?? '') : ''
  },
)

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
