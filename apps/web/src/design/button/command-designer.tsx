import { type CommandDocument, type CommandPlace, commandPlaces, type EntityModel } from '@mortise/metadata'
import { AppIcon, Button, Checkbox, EmptyState, MultiSelect, Switch, useLocalize, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { CommandButton } from '../../runtime/command/command-buttons.tsx'
import { useDesign, useDesignDocument, useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { ConditionSetting } from '../form/properties/condition-setting.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import { ColourDots } from '../table/colour-dots.tsx'
import { IconChoice } from '../table/icon-choice.tsx'
import { LocalizedInput } from '../table/localized-input.tsx'
import { changed } from './button-edits.ts'
import { buttonStep } from './button-steps.ts'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'
import { CommandSteps, Findings } from './command-steps.tsx'
import { DeleteOfferDialog } from './delete-offer-dialog.tsx'
import { OfferList } from './offer-list.tsx'

/** A command: its button, for whom and which records it is, what it asks, what it does. */
export function CommandDesigner({ documentKey }: DesignerProps) {
  const t = useText(buttonTexts)
  const command = useDesignDocument(`command/${documentKey}`)
  const entity = useDesignModel().entities.get(command?.entity ?? '')
  if (!command) return null
  if (!entity) return <EmptyState icon="table-off" title={t('tableMissing')} />
  return (
    <DraftAppServices>
      <Designer key={documentKey} command={command} entity={entity} />
    </DraftAppServices>
  )
}

export interface CommandPart {
  command: CommandDocument
  entity: EntityModel
  put(change: { [Name in keyof CommandDocument]?: CommandDocument[Name] | undefined }, merge?: string): void
}

function Designer({ command, entity }: Omit<CommandPart, 'put'>) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const put: CommandPart['put'] = (change, merge) =>
    store.change(
      buttonStep('didChangeCommand', command.label),
      (draft) => {
        const present = draft.get('command', command.key)
        if (present) draft.put(changed(present, change))
      },
      merge === undefined ? {} : { merge: `command ${command.key} ${merge}` },
    )
  const [leaving, leave] = useState(false)
  return (
    <div className={classes.designer}>
      <header className={classes.head}>
        <AppIcon name={entity.document.icon ?? 'table'} size={14} tile />
        <h2 className={classes.title}>
          {localize(entity.plural)} <span>› {localize(command.label)}</span>
        </h2>
        <div className={classes.gap} />
        <Switch
          label={t('on')}
          checked={!command.off}
          onChange={(event) => put({ off: event.currentTarget.checked ? undefined : true })}
        />
      </header>
      <div className={classes.workbench}>
        <OfferList kind="command" entity={entity} open={command.key} />
        <main className={classes.main}>
          <div className={classes.sheet}>
            <div className={classes.preview}>
              <CommandButton command={command} busy={null} onRun={() => undefined} />
              <span className={classes.quiet}>{t('previewText')}</span>
            </div>
            <Findings document={`command/${command.key}`} place="" />
            <CommandSteps command={command} entity={entity} onChange={(actions, merge) => put({ actions }, merge)} />
            <OfferPart command={command} entity={entity} put={put} />
            <AskPart command={command} entity={entity} put={put} />
            <ButtonPart command={command} entity={entity} put={put} />
            <div>
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => leave(true)}
              >
                {t('deleteCommand')}
              </Button>
            </div>
          </div>
        </main>
      </div>
      {leaving ? <DeleteOfferDialog offer={command} onClose={() => leave(false)} /> : null}
    </div>
  )
}

/** What is written on the button, and how it looks. */
function ButtonPart({ command, put }: CommandPart) {
  const t = useText(buttonTexts)
  return (
    <section className={classes.group} aria-label={t('basics')}>
      <h3 className={classes.groupTitle}>{t('basics')}</h3>
      <LocalizedInput
        label={t('name')}
        maxLength={100}
        value={command.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      <div>
        <span className={classes.labelled}>{t('colour')}</span>
        <div className={classes.row} style={{ justifyContent: 'flex-start' }}>
          <div style={{ display: 'flex', gap: 6, flex: 'none' }}>
            <ColourDots value={command.colour} onChange={(colour) => put({ colour })} />
          </div>
          <Button size="xs" variant="subtle" disabled={!command.colour} onClick={() => put({ colour: undefined })}>
            {t('noColour')}
          </Button>
        </div>
      </div>
      <div className={classes.icons}>
        <IconChoice value={command.icon} onChange={(icon) => put({ icon })} />
      </div>
    </section>
  )
}

/** Where it is offered, to whom, and for which records. */
function OfferPart({ command, entity, put }: CommandPart) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role')
  return (
    <section className={classes.group} aria-label={t('offer')}>
      <h3 className={classes.groupTitle}>{t('offer')}</h3>
      <Checkbox.Group
        label={t('places')}
        description={t('placesHint')}
        value={command.places}
        onChange={(places) =>
          put({ places: commandPlaces.filter((place) => places.includes(place)) as CommandPlace[] })
        }
      >
        <div className={classes.preview} style={{ padding: '8px 0', background: 'none' }}>
          {commandPlaces.map((place) => (
            <Checkbox key={place} value={place} label={t(`place_${place}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Switch
        label={t('primary')}
        description={t('primaryHint')}
        checked={command.primary ?? false}
        onChange={(event) => put({ primary: event.currentTarget.checked || undefined })}
      />
      <MultiSelect
        label={t('roles')}
        placeholder={command.roles ? undefined : t('everyRole')}
        data={roles.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={command.roles ?? []}
        onChange={(next) => put({ roles: next.length > 0 ? next : undefined })}
      />
      <ConditionSetting
        label={t('when')}
        entity={entity}
        value={command.when}
        none={t('always')}
        onChange={(when) => put({ when })}
      />
    </section>
  )
}

/** What is asked before it runs. */
function AskPart({ command, entity, put }: CommandPart) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const input = command.input ?? []
  const askable = [...entity.fields.values()].filter(
    ({ system, key, kind }) =>
      kind.writable !== false && kind.relation !== 'children' && (!system || key === 'owner' || key === 'department'),
  )
  return (
    <section className={classes.group} aria-label={t('ask')}>
      <h3 className={classes.groupTitle}>{t('ask')}</h3>
      <LocalizedInput
        optional
        rows={2}
        label={t('confirm')}
        description={t('confirmHint')}
        maxLength={500}
        value={command.confirm}
        onChange={(text) => put({ confirm: text }, 'confirm')}
      />
      <MultiSelect
        label={t('input')}
        description={t('inputHint')}
        searchable
        data={askable.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={input.map(({ field }) => field)}
        onChange={(next) => {
          const asked = next.map((field) => input.find((one) => one.field === field) ?? { field })
          put({ input: asked.length > 0 ? asked : undefined })
        }}
      />
      {input.map((one, at) => (
        <Checkbox
          key={one.field}
          label={`${localize(entity.fields.get(one.field)?.label ?? { zh: one.field, en: one.field })} · ${t('required')}`}
          checked={one.required ?? false}
          onChange={(event) => {
            const { checked } = event.currentTarget
            put({ input: input.with(at, { field: one.field, ...(checked && { required: true }) }) })
          }}
        />
      ))}
    </section>
  )
}
