import type { EntityModel } from '@mortise/metadata'
import { NoPermission, toast, useLocalize, useText } from '@mortise/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useApp, useCapabilities } from '../../api/use-app.ts'
import { TopBar } from '../../shell/top-bar.tsx'
import { type FormValues, isWritable } from '../form/form-values.ts'
import { RecordForm } from '../form/record-form.tsx'
import { useNewForm } from '../form/use-new-form.ts'
import { useRecordForm } from '../form/use-record-form.ts'
import { CreateBar } from './create-bar.tsx'
import classes from './record-page.module.css'
import { recordTexts } from './record-texts.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** `/a/:app/:entity/new?customer=…`: a new record as a page, with the fields of the address filled in. */
export function CreateRecordPage({ entity }: { entity: EntityModel }) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const { create } = useCapabilities(entity.key)
  if (!create) return <NoPermission text={t('noCreate', { name: localize(entity.label) })} />
  return <CreatePage entity={entity} />
}

function CreatePage({ entity }: { entity: EntityModel }) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const { model: app } = useApp()
  const { read } = useCapabilities(entity.key)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as FormValues
  const prefill = useMemo(() => prefilled(entity, search), [entity, search])
  const form = useNewForm(app, entity, prefill)
  const done = useRef(false)
  const model = useRecordForm({ entity, form, record: null, prefill, onSaved: leave })
  useLeaveGuard(() => !done.current && model.isDirty())
  const place = { app: entity.app, entity: entity.key }
  const toList = () => void navigate({ to: '/a/$app/$entity', params: place })
  const name = localize(entity.label)
  function leave({ id }: { id: string }) {
    done.current = true
    toast(t('created', { name }))
    if (!read) return toList()
    void navigate({ to: '/a/$app/$entity/$id', params: { ...place, id }, search: {}, replace: true })
  }
  return (
    <div className={classes.page}>
      <TopBar
        crumbs={[
          {
            label: localize(entity.plural),
            icon: entity.document.icon,
            link: { to: '/a/$app/$entity', params: place },
          },
          { label: t('newOf', { name }) },
        ]}
      />
      <div className={classes.main}>
        <div className={classes.details}>
          <RecordForm model={model} recordId={null} editable />
        </div>
      </div>
      <CreateBar model={model} onCancel={toList} />
    </div>
  )
}

/** The parameters of the address that name fields people may fill in. */
function prefilled(entity: EntityModel, search: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(search).filter(([key]) => {
      const field = entity.fields.get(key)
      return field !== undefined && isWritable(field)
    }),
  )
}
