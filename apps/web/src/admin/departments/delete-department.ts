import type { AdminDepartment } from '@mortise/api'
import { localize } from '@mortise/core'
import { confirm, currentLanguage, toast, toastError } from '@mortise/ui'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { refreshPeople } from '../admin-data.ts'
import { departmentTexts } from './department-texts.ts'

/** Deletes a department that is empty, if the user agrees. */
export async function deleteDepartment(department: AdminDepartment): Promise<void> {
  const { t } = departmentTexts
  const name = localize(department.name, currentLanguage())
  const agreed = await confirm({
    title: t('deleteTitle', { name }),
    text: t('deleteText'),
    confirmLabel: t('delete'),
    danger: true,
  })
  if (!agreed) return
  try {
    await api.delete(`/admin/departments/${department.id}`)
    toast(t('deleted', { name }))
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
  await refreshPeople()
}
