import type { EntityModel } from '@mortise/metadata'
import { Select, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { IconChoice } from '../../table/icon-choice.tsx'
import { LiveInput } from '../../table/live-input.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { withoutUndefined } from '../model/page-actions.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import { type ButtonDraft, buttonTargets, nameOfTarget } from './button-targets.ts'
import type { OptionSchema } from './option-editor.ts'

interface ButtonFieldsProps {
  button: ButtonDraft
  schema: OptionSchema
  page: EntityModel | null
  onChange(button: ButtonDraft, merge?: boolean): void
}

/** What a button does, how it is called and what stands on it. */
export function ButtonFields({ button, schema, page, onChange }: ButtonFieldsProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const targets = buttonTargets(useDesignModel(), page)
  const { properties = {} } = schema
  const name = (option: string) => (properties[option]?.label ? localize(properties[option].label) : option)
  const target = nameOfTarget[button.does] ?? ''
  const put = (change: Partial<ButtonDraft>, merge?: boolean) =>
    onChange(withoutUndefined({ ...button, ...change }) as ButtonDraft, merge)
  const choices = Object.entries(properties.does?.choices ?? {})
  return (
    <div className={classes.options}>
      <Select
        label={name('does')}
        allowDeselect={false}
        data={choices
          .filter(([does]) => does === 'link' || targets[does]?.length)
          .map(([value, label]) => ({ value, label: localize(label) }))}
        value={button.does}
        onChange={(does) => {
          if (!does || does === button.does) return
          const first = does === 'link' ? 'https://' : targets[does]?.[0]?.value
          const { label, icon } = button
          const named = label ?? (does === 'link' ? properties.does?.choices?.link : undefined)
          onChange(withoutUndefined({ does, [nameOfTarget[does] ?? '']: first, label: named, icon }) as ButtonDraft)
        }}
      />
      {button.does === 'link' ? (
        <LiveInput
          label={name('url')}
          maxLength={2000}
          value={String(button.url ?? '')}
          onChange={(url) => put({ url }, true)}
        />
      ) : (
        <Select
          label={name(target)}
          searchable
          allowDeselect={false}
          placeholder={t('choose')}
          data={(targets[button.does] ?? []).map(({ value, label }) => ({ value, label: localize(label) }))}
          value={typeof button[target] === 'string' ? button[target] : null}
          onChange={(key) => key && put({ [target]: key })}
        />
      )}
      <LocalizedInput
        label={name('label')}
        optional={button.does !== 'link'}
        maxLength={100}
        value={button.label}
        onChange={(label) => put({ label }, true)}
      />
      <details className={classes.fold}>
        <summary>{name('icon')}</summary>
        <IconChoice value={button.icon} onChange={(icon) => put({ icon: icon === button.icon ? undefined : icon })} />
      </details>
    </div>
  )
}
