import type { AdminDepartment } from '@mortise/api'
import { Button, Modal, Stack, useLanguage, useLocalize, useText } from '@mortise/ui'
import { childrenOf } from './department-moves.ts'
import { departmentTexts } from './department-texts.ts'

interface InUseDialogProps {
  department: AdminDepartment
  departments: readonly AdminDepartment[]
  onClose(): void
}

/** Whether something keeps a department from being deleted. */
export function isInUse(department: AdminDepartment, departments: readonly AdminDepartment[]): boolean {
  return department.userCount > 0 || childrenOf(departments, department.id).length > 0
}

/** Says what is in a department that therefore cannot be deleted. */
export function InUseDialog({ department, departments, onClose }: InUseDialogProps) {
  const t = useText(departmentTexts)
  const localize = useLocalize()
  const below = childrenOf(departments, department.id).map(({ name }) => localize(name))
  const names = below.join(useLanguage() === 'zh' ? '、' : ', ')
  return (
    <Modal opened onClose={onClose} title={t('inUseTitle', { name: localize(department.name) })}>
      <Stack gap="lg">
        <div>
          {department.userCount > 0 ? <p>{t('inUsePeople', { count: department.userCount })}</p> : null}
          {below.length > 0 ? <p>{t('inUseBelow', { names })}</p> : null}
          <p>{t('inUseText')}</p>
        </div>
        <Button data-autofocus onClick={onClose}>
          {t('understood')}
        </Button>
      </Stack>
    </Modal>
  )
}
