import type { AdminDepartment } from '@mortise/api'
import { Select, TextInput, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { DepartmentSelect } from '../departments/department-select.tsx'
import classes from './people.module.css'
import { type PeopleFilter, withoutRole } from './people-filter.ts'
import { peopleTexts } from './people-texts.ts'
import { useRoleChoices } from './use-role-choices.ts'

interface PeopleFiltersProps {
  filter: PeopleFilter
  onChange(filter: PeopleFilter): void
  departments: readonly AdminDepartment[]
  count: number
}

/** Search, department, role and state above the list of people. */
export function PeopleFilters({ filter, onChange, departments, count }: PeopleFiltersProps) {
  const t = useText(peopleTexts)
  const { groups } = useRoleChoices()
  const change = (part: Partial<PeopleFilter>) => onChange({ ...filter, ...part })
  return (
    <search className={classes.filters}>
      <TextInput
        type="search"
        className={classes.search}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <DepartmentSelect
        label={t('department')}
        hideLabel
        className={classes.filter}
        placeholder={t('anyDepartment')}
        departments={departments}
        value={filter.department}
        onChange={(department) => change({ department })}
      />
      <Select
        className={classes.filter}
        aria-label={t('role')}
        placeholder={t('anyRole')}
        clearable
        data={[
          { value: withoutRole, label: t('noRole') },
          ...groups.map((group) => ({ group: group.label, items: group.roles })),
        ]}
        value={filter.role}
        onChange={(role) => change({ role })}
      />
      <Select
        className={classes.state}
        aria-label={t('state')}
        allowDeselect={false}
        data={[
          { value: 'active', label: t('active') },
          { value: 'inactive', label: t('inactive') },
          { value: 'all', label: t('anyState') },
        ]}
        value={filter.state}
        onChange={(state) => change({ state: (state ?? 'active') as PeopleFilter['state'] })}
      />
      <span className={classes.count} role="status">
        {t('count', { count })}
      </span>
    </search>
  )
}
