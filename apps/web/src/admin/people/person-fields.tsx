import { Autocomplete, Input, MultiSelect, SegmentedControl, Select, Switch, TextInput, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { adminDepartmentsQuery, adminUsersQuery } from '../admin-data.ts'
import { DepartmentSelect } from '../departments/department-select.tsx'
import { PasswordField } from './password-field.tsx'
import classes from './people.module.css'
import { peopleTexts } from './people-texts.ts'
import type { PersonDraft, PersonProblems } from './person-draft.ts'
import { useRoleChoices } from './use-role-choices.ts'

interface PersonFieldsProps {
  /** Null for somebody new. */
  id: string | null
  draft: PersonDraft
  problems: PersonProblems
  onChange(part: Partial<PersonDraft>): void
}

/** Everything an administrator says about a person. */
export function PersonFields({ id, draft, problems, onChange }: PersonFieldsProps) {
  const t = useText(peopleTexts)
  const departments = useQuery(adminDepartmentsQuery).data ?? []
  return (
    <div className={classes.section}>
      <TextInput
        label={t('name')}
        size="md"
        maxLength={100}
        autoComplete="off"
        data-autofocus={id === null || undefined}
        autoFocus={id === null}
        value={draft.name}
        error={problems.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('email')}
        type="email"
        size="md"
        maxLength={254}
        autoComplete="off"
        value={draft.email}
        error={problems.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <TitleInput draft={draft} error={problems.title} onChange={onChange} />
      {draft.password === null ? null : (
        <PasswordField
          label={t('password')}
          value={draft.password}
          error={problems.password}
          onChange={(password) => onChange({ password })}
        />
      )}
      <DepartmentSelect
        label={t('department')}
        size="md"
        departments={departments}
        value={draft.departmentId}
        error={problems.departmentId}
        onChange={(departmentId) => onChange({ departmentId })}
      />
      <ManagerSelect id={id} draft={draft} error={problems.managerId} onChange={onChange} />
      <RoleSelects draft={draft} error={problems.roles} onChange={onChange} />
      <Input.Wrapper label={t('language')} labelElement="div" labelProps={{ id: 'person-language' }}>
        <div>
          <SegmentedControl
            size="sm"
            aria-labelledby="person-language"
            data={[
              { value: 'zh', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
            value={draft.language}
            onChange={(language) => onChange({ language: language === 'en' ? 'en' : 'zh' })}
          />
        </div>
      </Input.Wrapper>
      <Switch
        label={t('administrator')}
        description={t('administratorHint')}
        checked={draft.administrator}
        onChange={(event) => onChange({ administrator: event.currentTarget.checked })}
      />
      <Switch
        label={t('active')}
        description={t('activeHint')}
        checked={draft.active}
        onChange={(event) => onChange({ active: event.currentTarget.checked })}
      />
    </div>
  )
}

interface PartProps extends Pick<PersonFieldsProps, 'draft' | 'onChange'> {
  error: string | undefined
}

/** Chains of managers in processes may end at a title: the same title is to be written alike. */
function TitleInput({ draft, error, onChange }: PartProps) {
  const t = useText(peopleTexts)
  const users = useQuery(adminUsersQuery).data ?? []
  const titles = [...new Set(users.flatMap(({ title }) => title ?? []))].sort()
  return (
    <Autocomplete
      label={t('title')}
      description={t('titleHint')}
      size="md"
      maxLength={100}
      limit={20}
      data={titles}
      value={draft.title ?? ''}
      error={error}
      onChange={(title) => onChange({ title: title || null })}
    />
  )
}

function ManagerSelect({ id, draft, error, onChange }: PartProps & { id: string | null }) {
  const t = useText(peopleTexts)
  const users = useQuery(adminUsersQuery).data ?? []
  const choices = users
    .filter((user) => user.id !== id && (user.active || user.id === draft.managerId))
    .map((user) => ({ value: user.id, label: user.name }))
  return (
    <Select
      label={t('manager')}
      size="md"
      searchable
      clearable
      limit={100}
      data={choices}
      value={draft.managerId}
      error={error}
      onChange={(managerId) => onChange({ managerId })}
    />
  )
}

/** One choice per app, because roles of different apps often have the same name. */
function RoleSelects({ draft, error, onChange }: PartProps) {
  const t = useText(peopleTexts)
  const { groups } = useRoleChoices()
  return groups.map((group, index) => {
    const own = group.roles.map(({ value }) => value)
    return (
      <MultiSelect
        key={group.app}
        label={groups.length > 1 ? t('rolesOf', { app: group.label }) : t('roles')}
        description={index === groups.length - 1 ? t('rolesHint') : undefined}
        size="md"
        searchable
        data={group.roles}
        value={draft.roles.filter((role) => own.includes(role))}
        error={index === 0 ? error : undefined}
        // Roles that no longer exist are dropped with the first change: the server would refuse them.
        onChange={(chosen) =>
          onChange({
            roles: groups.flatMap((other) => {
              const kept = other.roles.map(({ value }) => value).filter((role) => draft.roles.includes(role))
              return other.app === group.app ? chosen : kept
            }),
          })
        }
      />
    )
  })
}
