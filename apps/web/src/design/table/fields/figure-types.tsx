import type { EntityDocument } from '@mortise/metadata'
import { UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { nameOfNode } from '../../../process/canvas/canvas-look.ts'
import { useDesign } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { reasonsOf } from '../../process/reasons-of.ts'
import { addFigure, type OfferedFigure, offeredFigures } from '../edits/figure-field-edits.ts'
import classes from '../table-designer.module.css'
import { stepLabel } from '../use-table.ts'
import { fieldTexts } from './field-texts.ts'
import { FieldTypeIcon } from './field-type-icon.tsx'

/** The figures that a table of figures does not have yet; a click adds one. */
export function FigureTypes({ table, shown }: { table: EntityDocument; shown: boolean }) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const { store, fieldTypes } = useDesign()
  const { select } = useDesignAddress()
  const offered = offeredFigures(table, store.snapshot().documents, { nameOf: nameOfNode, reasonsOf })
  if (offered.length === 0) return <p className={classes.quiet}>{t('allFigures')}</p>
  function add(one: OfferedFigure) {
    const { field } = one
    store.change(stepLabel('didAddField', field.label), addFigure(table.key, one, shown, fieldTypes.get(field.type)))
    select(field.key)
  }
  return (
    <div className={classes.typeGroup}>
      <h4 className={classes.groupTitle}>{t('groupFigures')}</h4>
      {offered.map((one) => (
        <UnstyledButton key={one.field.key} className={classes.type} onClick={() => add(one)}>
          <FieldTypeIcon type={one.field.type} />
          <span className="ui-truncate">{localize(one.field.label)}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}
