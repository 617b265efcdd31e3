import { type EntityModel, type PrintDocument, pageSizes } from '@mortise/metadata'
import {
  AppIcon,
  Button,
  EmptyState,
  MultiSelect,
  NumberInput,
  Select,
  Switch,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { changed } from '../button/button-edits.ts'
import { buttonStep } from '../button/button-steps.ts'
import { buttonTexts } from '../button/button-texts.ts'
import buttonClasses from '../button/buttons.module.css'
import { Findings } from '../button/command-steps.tsx'
import { DeleteOfferDialog } from '../button/delete-offer-dialog.tsx'
import { OfferList } from '../button/offer-list.tsx'
import { useDesign, useDesignDocument, useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { ConditionSetting } from '../form/properties/condition-setting.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import { LocalizedInput } from '../table/localized-input.tsx'
import { PartList } from './part-list.tsx'
import classes from './print.module.css'
import { PrintPreview } from './print-preview.tsx'
import { printTexts } from './print-texts.ts'

/** A print template: its paper, its parts from the top to the bottom, and the PDF that they make of a record. */
export function PrintDesigner({ documentKey }: DesignerProps) {
  const t = useText(buttonTexts)
  const print = useDesignDocument(`print/${documentKey}`)
  const entity = useDesignModel().entities.get(print?.entity ?? '')
  if (!print) return null
  if (!entity) return <EmptyState icon="table-off" title={t('tableMissing')} />
  return (
    <DraftAppServices>
      <Designer key={documentKey} print={print} entity={entity} />
    </DraftAppServices>
  )
}

interface PrintPart {
  print: PrintDocument
  entity: EntityModel
  put(change: { [Name in keyof PrintDocument]?: PrintDocument[Name] | undefined }, merge?: string): void
}

function Designer({ print, entity }: Omit<PrintPart, 'put'>) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const put: PrintPart['put'] = (change, merge) =>
    store.change(
      buttonStep('didChangePrint', print.label),
      (draft) => {
        const present = draft.get('print', print.key)
        if (present) draft.put(changed(present, change))
      },
      merge === undefined ? {} : { merge: `print ${print.key} ${merge}` },
    )
  const [leaving, leave] = useState(false)
  return (
    <div className={buttonClasses.designer}>
      <header className={buttonClasses.head}>
        <AppIcon name={entity.document.icon ?? 'table'} size={14} tile />
        <h2 className={buttonClasses.title}>
          {localize(entity.plural)} <span>› {localize(print.label)}</span>
        </h2>
      </header>
      <div className={buttonClasses.workbench}>
        <OfferList kind="print" entity={entity} open={print.key} />
        <div className={classes.editor}>
          <Findings document={`print/${print.key}`} place="" />
          <PartList print={print} entity={entity} onChange={(items, merge) => put({ items }, merge)} />
          <PaperPart print={print} entity={entity} put={put} />
          <UsePart print={print} entity={entity} put={put} />
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => leave(true)}
          >
            {t('deletePrint')}
          </Button>
        </div>
        <PrintPreview print={print} entity={entity} />
      </div>
      {leaving ? <DeleteOfferDialog offer={print} onClose={() => leave(false)} /> : null}
    </div>
  )
}

/** The paper, and what is at its edges. */
function PaperPart({ print, put }: PrintPart) {
  const t = useText(printTexts)
  const { page = {} } = print
  const putPage = (change: object) => {
    const next = Object.entries({ ...page, ...change }).filter(([, value]) => value !== undefined)
    put({ page: next.length > 0 ? (Object.fromEntries(next) as PrintDocument['page']) : undefined })
  }
  return (
    <section className={buttonClasses.group} aria-label={t('page')}>
      <h3 className={buttonClasses.groupTitle}>{t('page')}</h3>
      <div className={buttonClasses.pair}>
        <Select
          size="xs"
          label={t('size')}
          allowDeselect={false}
          data={[...pageSizes]}
          value={page.size ?? 'A4'}
          onChange={(size) => putPage({ size: size ?? undefined })}
        />
        <NumberInput
          size="xs"
          label={t('margin')}
          min={0}
          max={60}
          value={page.margin ?? 18}
          onChange={(margin) => typeof margin === 'number' && putPage({ margin })}
        />
      </div>
      <Switch
        label={t('landscape')}
        checked={page.landscape ?? false}
        onChange={(event) => putPage({ landscape: event.currentTarget.checked || undefined })}
      />
      <LocalizedInput
        optional
        label={t('header')}
        maxLength={200}
        value={print.header}
        onChange={(header) => put({ header }, 'header')}
      />
      <LocalizedInput
        optional
        label={t('footer')}
        maxLength={200}
        value={print.footer}
        onChange={(footer) => put({ footer }, 'footer')}
      />
      <Switch
        label={t('pageNumbers')}
        checked={print.pageNumbers ?? true}
        onChange={(event) => put({ pageNumbers: event.currentTarget.checked ? undefined : false })}
      />
      <Select
        size="xs"
        label={t('language')}
        allowDeselect={false}
        data={[
          { value: '', label: t('languageReader') },
          { value: 'zh', label: t('languageZh') },
          { value: 'en', label: t('languageEn') },
        ]}
        value={print.language ?? ''}
        onChange={(language) => put({ language: (language || undefined) as PrintDocument['language'] })}
      />
    </section>
  )
}

/** Its name, and for whom and which records it is. */
function UsePart({ print, entity, put }: PrintPart) {
  const t = useText(printTexts)
  const b = useText(buttonTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role')
  return (
    <section className={buttonClasses.group} aria-label={t('forWhom')}>
      <h3 className={buttonClasses.groupTitle}>{t('forWhom')}</h3>
      <LocalizedInput
        label={b('name')}
        maxLength={100}
        value={print.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      <MultiSelect
        label={t('roles')}
        placeholder={print.roles ? undefined : t('everyRole')}
        data={roles.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={print.roles ?? []}
        onChange={(next) => put({ roles: next.length > 0 ? next : undefined })}
      />
      <ConditionSetting
        label={t('condition')}
        entity={entity}
        value={print.when}
        none={t('everyRecord')}
        onChange={(when) => put({ when })}
      />
    </section>
  )
}
