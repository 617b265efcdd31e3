import type { AdminDepartment } from '@mortise/api'
import { Button, EmptyState, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { adminDepartmentsQuery, adminUsersQuery } from '../admin-data.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { DepartmentDialog, type DepartmentDialogProps } from './department-dialog.tsx'
import { departmentTexts } from './department-texts.ts'
import { DepartmentTree } from './department-tree.tsx'

type Editing = Pick<DepartmentDialogProps, 'department' | 'parentId'>

/** `/admin/departments`: the tree of departments. */
export function DepartmentsPage() {
  const t = useText(departmentTexts)
  const [editing, setEditing] = useState<Editing | null>(null)
  const addTop = () => setEditing({ department: null, parentId: null })
  return (
    <AdminPage
      section="departments"
      actions={
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={addTop}>
          {t('newDepartment')}
        </Button>
      }
    >
      <Departments
        onEdit={(department) => setEditing({ department, parentId: department.parentId })}
        onAddBelow={(parentId) => setEditing({ department: null, parentId })}
      />
      {editing ? <DepartmentDialog {...editing} onClose={() => setEditing(null)} /> : null}
    </AdminPage>
  )
}

interface DepartmentsProps {
  onEdit(department: AdminDepartment): void
  onAddBelow(parentId: string): void
}

function Departments(props: DepartmentsProps) {
  const t = useText(departmentTexts)
  const departments = useQuery(adminDepartmentsQuery)
  const users = useQuery(adminUsersQuery)
  if (!departments.data || !users.data) return <QueryState queries={[departments, users]} />
  if (departments.data.length === 0) return <EmptyState icon="sitemap" title={t('emptyTitle')} text={t('emptyText')} />
  return <DepartmentTree departments={departments.data} people={users.data} {...props} />
}
