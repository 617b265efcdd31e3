import { type EntityModel, shownField } from '@mortise/metadata'
import { Autocomplete, NumberInput, Select, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '../../../../api/directory.ts'
import { FieldPicker } from '../../../../runtime/filter/field-picker.tsx'
import { TableAroundContext } from '../../../../runtime/formula/use-formula-scope.ts'
import { useDesignDocuments, useDesignModel } from '../../../draft/design-context.ts'
import { FormulaSetting } from '../../../formula-setting.tsx'
import { FilterOption } from '../../../page/properties/filter-option.tsx'
import { withGone } from '../options/name-editors.tsx'
import classes from '../panel.module.css'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import type { ApproverForm, Until } from './approver-form.ts'
import { approverTexts } from './approver-texts.ts'
import type { RulePartProps } from './rule-fields.tsx'

/** The initiator, or the person in a field of the record. */
export function WhosePart({ form, set }: RulePartProps) {
  const t = useText(approverTexts)
  const { root } = usePanelPlace().place
  return (
    <>
      <Select
        label={t('whose')}
        allowDeselect={false}
        data={[
          { value: 'initiator', label: t('whoseInitiator') },
          ...(root || form.of !== null ? [{ value: 'field', label: t('whoseField') }] : []),
        ]}
        value={form.of === null ? 'initiator' : 'field'}
        onChange={(whose) => set({ of: whose === 'field' ? 'owner' : null })}
      />
      {form.of === null ? null : <PersonField table={root} value={form.of} onChange={(of) => set({ of })} />}
    </>
  )
}

interface PersonFieldProps {
  table: EntityModel | null
  value: string
  onChange(path: string): void
}

function PersonField({ table, value, onChange }: PersonFieldProps) {
  const t = useText(approverTexts)
  const panelText = useText(panelTexts)
  if (!table) return <p className={classes.quiet}>{panelText('needsTable')}</p>
  return (
    <div className={classes.option}>
      <span className={classes.label}>{t('personField')}</span>
      <FieldPicker
        entity={table}
        label={t('personField')}
        placeholder={panelText('choose')}
        value={value || null}
        accepts={(field) => shownField(field).kind.group === 'people' && shownField(field).type !== 'department'}
        onChange={onChange}
      />
    </div>
  )
}

export function UpPart({ form, set }: RulePartProps) {
  const t = useText(approverTexts)
  return (
    <NumberInput
      label={t('departmentsUp')}
      description={t('departmentsUpHint')}
      allowDecimal={false}
      min={0}
      max={20}
      value={form.up}
      onChange={(up) => typeof up === 'number' && set({ up }, true)}
    />
  )
}

/** How far up a chain of managers goes. */
export function UntilPart({ form, set }: RulePartProps) {
  const t = useText(approverTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role').map(({ key, label }) => ({ value: key, label: localize(label) }))
  return (
    <>
      <Select
        label={t('until')}
        allowDeselect={false}
        data={(['top', 'levels', 'role', 'title'] as const).map((until) => ({
          value: until,
          label: t(`until_${until}`),
        }))}
        value={form.until}
        onChange={(until) => set({ until: until as Until, untilRole: form.untilRole || (roles[0]?.value ?? '') })}
      />
      {form.until === 'levels' ? (
        <NumberInput
          label={t('levels')}
          allowDecimal={false}
          min={1}
          max={20}
          value={form.levels}
          onChange={(levels) => typeof levels === 'number' && levels >= 1 && set({ levels }, true)}
        />
      ) : null}
      {form.until === 'title' ? <TitlePart form={form} set={set} /> : null}
      {form.until === 'role' ? (
        <Select
          label={t('role')}
          searchable
          allowDeselect={false}
          data={withGone(roles, form.untilRole ? [form.untilRole] : [], panelText('unknownRole'))}
          value={form.untilRole || null}
          onChange={(untilRole) => untilRole && set({ untilRole })}
        />
      ) : null}
    </>
  )
}

/** Titles that people have are offered; one that nobody has yet can be written. */
function TitlePart({ form, set }: Pick<RulePartProps, 'form' | 'set'>) {
  const t = useText(approverTexts)
  const users = useQuery(usersQuery).data ?? []
  return (
    <Autocomplete
      label={t('title')}
      description={t('titleHint')}
      maxLength={100}
      limit={20}
      data={[...new Set(users.flatMap(({ title }) => title ?? []))].sort()}
      value={form.untilTitle}
      onChange={(untilTitle) => set({ untilTitle }, true)}
    />
  )
}

export function FieldPart({ form, set }: RulePartProps) {
  const { root } = usePanelPlace().place
  return <PersonField table={root} value={form.field} onChange={(field) => set({ field })} />
}

/** People in a field of the records that an earlier node found. */
export function FoundPart({ form, set }: RulePartProps) {
  const t = useText(approverTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const { lists } = usePanelPlace().place
  const chosen = lists.find(({ node }) => node === form.list)
  const data = lists.map(({ node, label }) => ({ value: node, label: localize(label) }))
  if (lists.length === 0 && form.list === '') return <p className={classes.quiet}>{panelText('noLists')}</p>
  return (
    <>
      <Select
        label={t('foundBy')}
        allowDeselect={false}
        placeholder={panelText('choose')}
        data={withGone(data, form.list ? [form.list] : [], panelText('unknownList'))}
        value={form.list || null}
        onChange={(list) => list && list !== form.list && set({ list, field: '' })}
      />
      {chosen ? <PersonField table={chosen.entity} value={form.field} onChange={(field) => set({ field })} /> : null}
    </>
  )
}

/** People in a field of the records of a table that match. */
export function QueryPart({ form, set }: RulePartProps) {
  const t = useText(approverTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const { root } = usePanelPlace().place
  const table = model.entities.get(form.entity)
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  return (
    <>
      <Select
        label={t('table')}
        searchable
        allowDeselect={false}
        placeholder={panelText('choose')}
        data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
        value={form.entity || null}
        // Fields of one table mean nothing in another.
        onChange={(entity) => entity && entity !== form.entity && set({ entity, filter: { and: [] }, field: '' })}
      />
      {table ? (
        <TableAroundContext value={root?.key}>
          <FilterOption
            label={t('recordsWanted')}
            table={table}
            value={isBlank(form.filter) ? undefined : form.filter}
            onChange={(filter) => set({ filter: filter ?? { and: [] } })}
          />
          <PersonField table={table} value={form.field} onChange={(field) => set({ field })} />
        </TableAroundContext>
      ) : null}
    </>
  )
}

const isBlank = (filter: ApproverForm['filter']) => 'and' in filter && filter.and.length === 0

export function FormulaPart({ form, set }: RulePartProps) {
  const t = useText(panelTexts)
  const { root } = usePanelPlace().place
  if (!root) return <p className={classes.quiet}>{t('needsTable')}</p>
  return <FormulaSetting table={root} expected={null} value={form.value} onChange={(value) => set({ value })} />
}
