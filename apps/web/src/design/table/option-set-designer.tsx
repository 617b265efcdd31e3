import { Button, useLocalize, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useDesign, useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { nameTexts } from '../keys/name-texts.ts'
import { LocalizedInput } from './localized-input.tsx'
import { OptionList } from './options/option-list.tsx'
import classes from './table-rules.module.css'
import { tableTexts } from './table-texts.ts'
import { stepLabel } from './use-table.ts'

/** An option set: its name and options, and who uses it. */
export function OptionSetDesigner({ documentKey }: DesignerProps) {
  const t = useText(tableTexts)
  const names = useText(nameTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const set = useDesignDocument(`option_set/${documentKey}`)
  const model = useDesignModel()
  if (!set) return null
  const used = [...model.entities.values()].some(({ ownFields }) =>
    ownFields.some(({ optionSet }) => optionSet?.key === set.key),
  )
  function remove() {
    if (!set) return
    open(null)
    store.change(stepLabel('didDeleteOptionSet', set.label), ({ remove: drop }) => drop(`option_set/${set.key}`))
  }
  return (
    <div className={classes.set}>
      <header className={classes.setHead}>
        <h2>{localize(set.label)}</h2>
        <code>{set.key}</code>
      </header>
      <div className={classes.message}>
        <LocalizedInput
          label={names('name')}
          maxLength={100}
          value={set.label}
          onChange={(label) =>
            label &&
            store.change(stepLabel('didChangeOptionSet', set.label), ({ put }) => put({ ...set, label }), {
              merge: `${set.key} label`,
            })
          }
        />
      </div>
      <OptionList set={set} />
      {used ? null : (
        <>
          <p className={classes.quiet}>{t('unused')}</p>
          <Button
            variant="subtle"
            color="red"
            className={classes.remove}
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={remove}
          >
            {t('deleteOptionSet')}
          </Button>
        </>
      )}
    </div>
  )
}
