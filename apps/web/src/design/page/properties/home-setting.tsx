import type { PageDocument } from '@mortise/metadata'
import { Switch, useText } from '@mortise/ui'
import { useDesign, useDesignDocument } from '../../draft/design-context.ts'
import classes from '../../form/properties/form-properties.module.css'
import { inBoth } from '../../in-both.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { RoleSetting } from './role-setting.tsx'

/** Whether, and for whom, the app opens with this page. */
export function HomeSetting({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const { app: key, store } = useDesign()
  const app = useDesignDocument(`app/${key}`)
  if (!app) return null
  const own = app.homes?.find((home) => home.page === page.key)
  const put = (home: string | undefined, roles: string[] | undefined) =>
    store.change(inBoth(pageDesignTexts, 'didChangePage'), (draft) => {
      const present = draft.get('app', key)
      if (!present) return
      const { home: _, homes: __, ...rest } = present
      const others = (present.homes ?? []).filter((one) => one.page !== page.key)
      const homes = roles ? [...others, { roles, page: page.key }] : others
      draft.put({ ...rest, ...(home !== undefined && { home }), ...(homes.length > 0 && { homes }) })
    })
  return (
    <>
      <h3 className={classes.head}>{t('home')}</h3>
      <Switch
        label={t('isHome')}
        checked={app.home === page.key}
        onChange={(event) => put(event.currentTarget.checked ? page.key : undefined, own?.roles)}
      />
      <RoleSetting label={t('homeFor')} value={own?.roles} onChange={(roles) => put(app.home, roles)} />
    </>
  )
}
