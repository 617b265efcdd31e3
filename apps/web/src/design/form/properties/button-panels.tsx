import type { FormItem } from '@mortise/metadata'
import { Anchor, NumberInput, Select, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import classes from './form-properties.module.css'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { useNodeEdit } from './use-node-edit.ts'

type ButtonItem = Extract<FormItem, { item: 'button' }>
type ViewItem = Extract<FormItem, { item: 'view' }>

/** A button: which command it stands for, and what is written on it. */
export function ButtonPanel({ node, member, entity }: NodePanelProps<ButtonItem>) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const put = useNodeEdit<ButtonItem>(node.id)
  const { open } = useDesignAddress()
  const commands = [...useDesignModel().commands.values()].filter((command) => command.entity === entity.key)
  return (
    <>
      <Select
        label={t('command')}
        allowDeselect={false}
        data={commands.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={member.command}
        onChange={(command) => command && put({ command })}
      />
      <Anchor component="button" type="button" size="sm" onClick={() => open(`command/${member.command}`)}>
        {t('openCommand')}
      </Anchor>
      <LocalizedInput
        optional
        label={t('label')}
        description={member.label ? undefined : t('buttonLabelHint')}
        maxLength={100}
        value={member.label}
        onChange={(label) => put({ label }, 'label')}
      />
    </>
  )
}

const usualLimit = 10

/** An embedded view: which one, through which field its records lead here, and how many are shown. */
export function EmbeddedViewPanel({ node, member, entity }: NodePanelProps<ViewItem>) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const put = useNodeEdit<ViewItem>(node.id)
  const model = useDesignModel()
  const leading = (table: string) =>
    [...(model.entities.get(table)?.ownFields ?? [])].filter(
      ({ target, kind }) => target === entity.key && (kind.relation === 'one' || kind.relation === 'many'),
    )
  const views = [...model.views.values()].filter((view) => leading(view.entity).length > 0)
  const table = model.views.get(member.view)?.entity ?? ''
  return (
    <>
      <Select
        label={t('embeddedView')}
        searchable
        allowDeselect={false}
        data={views.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={member.view}
        onChange={(view) => {
          const [field] = leading(model.views.get(view ?? '')?.entity ?? '')
          if (view && field) put({ view, field: field.key })
        }}
      />
      <Select
        label={t('through')}
        allowDeselect={false}
        data={leading(table).map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={member.field}
        onChange={(field) => field && put({ field })}
      />
      <NumberInput
        label={t('limit')}
        min={1}
        max={50}
        value={member.limit ?? usualLimit}
        onChange={(limit) => put({ limit: typeof limit === 'number' ? limit : undefined }, 'limit')}
      />
      <LocalizedInput
        optional
        label={t('label')}
        maxLength={100}
        value={member.label}
        onChange={(label) => put({ label }, 'label')}
      />
      <p className={classes.quiet}>{t('openView')}</p>
    </>
  )
}
