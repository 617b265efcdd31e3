import type { AdminDepartment, DepartmentInput } from '@mortise/api'
import { localize } from '@mortise/core'
import { currentLanguage, Select, toast, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { adminDepartmentsQuery, adminUsersQuery, refreshPeople } from '../admin-data.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { NameFields, type Names, nameProblem, namesFrom, textOf } from '../frame/name-fields.tsx'
import { childrenOf } from './department-moves.ts'
import { DepartmentSelect } from './department-select.tsx'
import { departmentTexts } from './department-texts.ts'

export interface DepartmentDialogProps {
  /** Null makes a new one below `parentId`. */
  department: AdminDepartment | null
  parentId: string | null
  onClose(): void
}

/** Makes a department, or changes one. */
export function DepartmentDialog({ department, parentId: startParent, onClose }: DepartmentDialogProps) {
  const t = useText(departmentTexts)
  const departments = useQuery(adminDepartmentsQuery).data ?? []
  const [names, setNames] = useState<Names>(namesFrom(department?.name))
  const [parentId, setParentId] = useState(startParent)
  const [headId, setHeadId] = useState(department?.headId ?? null)
  async function save() {
    const last = childrenOf(departments, parentId).at(-1)
    const place = department && department.parentId === parentId ? {} : { position: (last?.position ?? -1) + 1 }
    await saveDepartment(department, { name: textOf(names), parentId, headId, ...place })
  }
  return (
    <FormDialog
      title={t(department ? 'editDepartment' : 'newDepartment')}
      submit={t(department ? 'save' : 'create')}
      problem={() => nameProblem(names)}
      save={save}
      onClose={onClose}
    >
      <NameFields names={names} onChange={setNames} />
      <DepartmentSelect
        label={t('parent')}
        description={t('parentHint')}
        size="md"
        departments={departments}
        without={department?.id}
        value={parentId}
        onChange={setParentId}
      />
      <HeadSelect value={headId} onChange={setHeadId} />
    </FormDialog>
  )
}

function HeadSelect({ value, onChange }: { value: string | null; onChange(id: string | null): void }) {
  const t = useText(departmentTexts)
  const users = useQuery(adminUsersQuery).data ?? []
  const choices = users
    .filter((user) => user.active || user.id === value)
    .map((user) => ({ value: user.id, label: user.name }))
  return (
    <Select
      label={t('head')}
      size="md"
      searchable
      clearable
      limit={100}
      data={choices}
      value={value}
      onChange={onChange}
    />
  )
}

async function saveDepartment(department: AdminDepartment | null, input: DepartmentInput): Promise<void> {
  if (department) await api.patch(`/admin/departments/${department.id}`, input)
  else await api.post('/admin/departments', input)
  await refreshPeople()
  const name = localize(input.name, currentLanguage())
  toast(department ? departmentTexts.t('saved') : departmentTexts.t('created', { name }))
}
