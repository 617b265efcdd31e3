import type { PublicAnswerTaken } from '@mortise/api'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { Button, RuntimeServicesContext, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useMemo, useRef } from 'react'
import { RunningAppContext } from '../api/use-app.ts'
import { countProblems } from '../runtime/form/problem-map.ts'
import { RecordForm } from '../runtime/form/record-form.tsx'
import { useRecordForm } from '../runtime/form/use-record-form.ts'
import { hiddenParameters, prefillOf } from './link-parameters.ts'
import type { LoadedPublicForm } from './public-form-calls.ts'
import classes from './public-form-route.module.css'
import { publicFormTexts } from './public-form-texts.ts'
import { publicServices } from './public-services.ts'
import { useSending } from './use-sending.ts'

interface PublicFormSheetProps {
  token: string
  loaded: LoadedPublicForm
  onTaken(taken: PublicAnswerTaken): void
}

/** The form itself: the one of the product, over what its visitors may know. */
export function PublicFormSheet({ token, loaded, onTaken }: PublicFormSheetProps) {
  const language = useLanguage()
  const localize = useLocalize()
  const { form, running } = loaded
  const services = useMemo(() => publicServices(token, loaded, language), [token, loaded, language])
  const entity = running.model.entities.get(form.entity)
  const layout = running.model.forms.get(form.form)
  // Under a key of its own: the server is not asked about rules, but decides by them when it is sent.
  const asked = useMemo(() => layout && { ...layout, key: ':public' }, [layout])
  return (
    <>
      <h1 className={classes.title}>{localize(form.title)}</h1>
      {form.intro ? <p className={classes.intro}>{localize(form.intro)}</p> : null}
      {entity && asked ? (
        <RunningAppContext value={running}>
          <RuntimeServicesContext value={services}>
            <Questions token={token} loaded={loaded} entity={entity} form={asked} onTaken={onTaken} />
          </RuntimeServicesContext>
        </RunningAppContext>
      ) : null}
    </>
  )
}

function Questions({
  token,
  loaded,
  entity,
  form,
  onTaken,
}: PublicFormSheetProps & { entity: EntityModel; form: FormDocument }) {
  const t = useText(publicFormTexts)
  const trap = useRef<HTMLInputElement>(null)
  const given = useMemo(() => {
    const search = new URLSearchParams(location.search)
    return { prefill: prefillOf(loaded.form, entity, search), parameters: hiddenParameters(loaded.form, search) }
  }, [loaded, entity])
  const send = useSending({
    ...{ token, form: loaded.form, parameters: given.parameters, onTaken },
    trap: () => trap.current?.value ?? '',
  })
  const model = useRecordForm({
    ...{ entity, form, record: null, prefill: given.prefill, send, kept: 'here' as const },
    onSaved: () => {},
  })
  const problems = countProblems(model.problems)
  const note =
    model.state === 'offline'
      ? t('offline')
      : (model.failure ?? (problems > 0 ? t('problems', { count: problems }) : null))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void model.save()
      }}
    >
      <RecordForm model={model} recordId={null} editable startInside={false} />
      <label className={classes.trap} aria-hidden>
        {t('website')}
        <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
      </label>
      <div className={classes.bar}>
        <p className={classes.note} role="status" data-bad={note !== null || undefined}>
          {note ?? t('required')}
        </p>
        <Button type="submit" size="md" className={classes.send} loading={model.state === 'saving'}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
