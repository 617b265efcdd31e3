import type { AdminDepartment, DepartmentInput } from '@mortise/api'
import { localize } from '@mortise/core'
import { Alert, Button, currentLanguage, Modal, Select, Stack, toast, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { adminDepartmentsQuery, adminUsersQuery, refreshPeople } from '../admin-data.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { NameFields, type Names, namesFrom, textOf } from '../frame/name-fields.tsx'
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
  const { error, busy, save } = useSave(department, onClose)
  function submit(event: FormEvent) {
    event.preventDefault()
    const last = childrenOf(departments, parentId).at(-1)
    const place = department && department.parentId === parentId ? {} : { position: (last?.position ?? -1) + 1 }
    void save({ name: textOf(names), parentId, headId, ...place })
  }
  return (
    <Modal opened onClose={onClose} title={t(department ? 'editDepartment' : 'newDepartment')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
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
          <Button type="submit" size="md" loading={busy}>
            {t(department ? 'save' : 'create')}
          </Button>
        </Stack>
      </form>
    </Modal>
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

function useSave(department: AdminDepartment | null, onClose: () => void) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function save(input: DepartmentInput) {
    if (input.name.zh === '') return setError(adminTexts.t('nameMissing'))
    setBusy(true)
    setError(null)
    try {
      if (department) await api.patch(`/admin/departments/${department.id}`, input)
      else await api.post('/admin/departments', input)
      await refreshPeople()
      const name = localize(input.name, currentLanguage())
      toast(department ? departmentTexts.t('saved') : departmentTexts.t('created', { name }))
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }
  return { error, busy, save }
}
