import { MultiSelect, useLocalize, useText } from '@mortise/ui'
import { useDesignDocuments } from '../../draft/design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'

interface RoleSettingProps {
  label?: string
  description?: string
  /** What is said where no role is chosen. Default: everybody. */
  none?: string
  value: string[] | undefined
  onChange(roles: string[] | undefined): void
}

/** People with one of some roles; none: everybody. */
export function RoleSetting({ label, description, none, value, onChange }: RoleSettingProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role')
  return (
    <MultiSelect
      label={label ?? t('roles')}
      description={description}
      placeholder={value?.length ? undefined : (none ?? t('everybody'))}
      data={roles.map((role) => ({ value: role.key, label: localize(role.label) }))}
      value={value ?? []}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  )
}
