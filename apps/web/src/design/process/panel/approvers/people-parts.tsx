import { MultiSelect, NumberInput, Switch, useRuntimeServices, useText } from '@mortise/ui'
import { RolesEditor, UsersEditor, withGone } from '../options/name-editors.tsx'
import { approverTexts } from './approver-texts.ts'
import type { RulePartProps } from './rule-fields.tsx'

export function UsersPart({ form, pointer, set }: RulePartProps) {
  const t = useText(approverTexts)
  return (
    <UsersEditor
      required
      label={t('people')}
      schema={{}}
      pointer={`${pointer}/users`}
      value={form.users}
      onChange={(users) => set({ users: users as string[] })}
    />
  )
}

export function RolesPart({ form, pointer, set }: RulePartProps) {
  const t = useText(approverTexts)
  return (
    <>
      <RolesEditor
        required
        label={t('roles')}
        schema={{}}
        pointer={`${pointer}/roles`}
        value={form.roles}
        onChange={(roles) => set({ roles: roles as string[] })}
      />
      <Switch
        label={t('near')}
        description={t('nearHint')}
        checked={form.near}
        onChange={({ currentTarget: { checked } }) => set({ near: checked })}
      />
    </>
  )
}

/** Out of which circle people are chosen, and how many. */
export function AmongPart({ form, pointer, set }: RulePartProps) {
  const t = useText(approverTexts)
  const { departments } = useRuntimeServices()
  const known = departments.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <RolesEditor
        required={false}
        label={t('amongRoles')}
        schema={{}}
        pointer={`${pointer}/among/roles`}
        value={form.amongRoles}
        onChange={(roles) => set({ amongRoles: (roles ?? []) as string[] })}
      />
      <MultiSelect
        label={t('amongDepartments')}
        searchable
        placeholder={form.amongDepartments.length > 0 ? undefined : t('amongAll')}
        data={withGone(known, form.amongDepartments, t('unknownDepartment'))}
        value={form.amongDepartments}
        onChange={(amongDepartments) => set({ amongDepartments })}
      />
      <NumberInput
        label={t('most')}
        allowDecimal={false}
        min={1}
        max={100}
        placeholder="20"
        value={form.most ?? ''}
        onChange={(most) => set({ most: typeof most === 'number' && most >= 1 ? most : undefined }, true)}
      />
    </>
  )
}
